import type { Plan } from "../plan/plan.ts";
import { type Lock, writeLock } from "../project/lock.ts";
import { LOCK_PATH } from "../project/lock-path.ts";
import { renderProject } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { version } from "../version.ts";

/**
 * Everything a project consists of, its lock included.
 *
 * @param previous the lock of the project as it is, where there is one
 */
export function projectTree(plan: Plan, workflowText: string, previous?: Lock): Tree {
  const tree = renderProject(plan, workflowText);
  const { packageManager } = plan;
  const lock = writeLock(
    tree,
    { generator: version, packageManager, workflow: workflowText },
    previous,
  );
  return new Map([...tree, [LOCK_PATH, { content: lock, owner: "managed" }]]);
}
