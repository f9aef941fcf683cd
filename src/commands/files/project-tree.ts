import { version } from "../../cli/version.ts";
import { installerOf } from "../../plan/package-manager.ts";
import type { Plan } from "../../plan/plan.ts";
import { type Lock, writeLock } from "../../project/lock.ts";
import { LOCK_PATH, SCHEMA_PATH } from "../../project/lock-path.ts";
import { renderProject } from "../../render/render.ts";
import type { Tree } from "../../render/tree.ts";
import { schemaText } from "../schema.ts";

/**
 * Returns everything a project consists of, its lock and the schema of `workflow.yaml` included.
 *
 * @param previous the lock of the project as it is, where there is one
 */
export function projectTree(plan: Plan, workflowText: string, previous?: Lock): Tree {
  const tree: Tree = new Map([
    ...renderProject(plan, workflowText),
    [SCHEMA_PATH, { content: schemaText(), owner: "managed" }],
  ]);
  return withLock(tree, plan, workflowText, previous);
}

/** Returns a tree with the lock that is true of it. */
function withLock(tree: Tree, plan: Plan, workflowText: string, previous?: Lock): Tree {
  const origin = { ...installerOf(plan), generator: version, workflow: workflowText };
  const lock = writeLock(tree, origin, previous);
  return new Map([...tree, [LOCK_PATH, { content: lock, owner: "managed" }]]);
}

/** Returns the tree of a new project in whose directory some of its files are already, and are the user's. */
export const withFilesOfTheirs = (
  tree: Tree,
  theirs: ReadonlySet<string>,
  plan: Plan,
  workflowText: string,
): Tree =>
  withLock(
    new Map(
      [...tree].map(([path, file]) => [
        path,
        theirs.has(path) ? { ...file, owner: "yours" } : file,
      ]),
    ),
    plan,
    workflowText,
  );
