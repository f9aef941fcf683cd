import { version } from "../../cli/version.ts";
import { installerOf } from "../../plan/package-manager.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Change } from "../../project/changes.ts";
import { type Lock, lockChange, writeLock } from "../../project/lock.ts";
import { SCHEMA_PATH } from "../../project/lock-path.ts";
import { renderProject } from "../../render/render.ts";
import type { Tree } from "../../render/tree.ts";
import { schemaText } from "../schema.ts";

/** Returns all that is generated of a project, the schema of `workflow.yaml` included. */
export const projectTree = (plan: Plan, workflowText: string): Tree =>
  new Map([
    ...renderProject(plan, workflowText),
    [SCHEMA_PATH, { content: schemaText(), owner: "managed" }],
  ]);

/**
 * Returns the changes with that of the lock, which is true once they are made.
 *
 * @param tree what is generated, in which a file that a change says is the user's is theirs
 * @param last the lock of the project as it is, and its text; left out for a new project
 */
export function withLock(
  changes: readonly Change[],
  tree: Tree,
  plan: Plan,
  workflowText: string,
  last?: { readonly lock: Lock; readonly lockText: string },
): Change[] {
  const theirs = new Set(changes.filter(({ owner }) => owner === "yours").map(({ path }) => path));
  const owned: Tree = new Map(
    [...tree].map(([path, file]) => [path, theirs.has(path) ? { ...file, owner: "yours" } : file]),
  );
  const origin = { ...installerOf(plan), generator: version, workflow: workflowText };
  const content = writeLock(owned, origin, last?.lock);
  return [...changes, lockChange(content, last?.lockText)].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}
