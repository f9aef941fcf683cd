import { installerOf } from "../plan/package-manager.ts";
import type { Plan } from "../plan/plan.ts";
import { type Lock, writeLock } from "../project/lock.ts";
import { LOCK_PATH, SCHEMA_PATH } from "../project/lock-path.ts";
import { renderProject } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { version } from "../version.ts";
import { schemaText } from "./schema.ts";

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
  const origin = { ...installerOf(plan), generator: version, workflow: workflowText };
  const lock = writeLock(tree, origin, previous);
  return new Map([...tree, [LOCK_PATH, { content: lock, owner: "managed" }]]);
}
