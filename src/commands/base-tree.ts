import { type Plan, planProject } from "../plan/plan.ts";
import type { Lock } from "../project/lock.ts";
import { renderProject } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { version } from "../version.ts";
import { parseWorkflow } from "../workflow/parse.ts";

/** The plan of what was last generated; `undefined` where this version does not understand its workflow. */
export function lockedPlan({ workflow: text, packageManager }: Lock): Plan | undefined {
  const { workflow } = parseWorkflow(text, "-");
  const transport = workflow?.transport;
  return workflow && transport && planProject({ ...workflow, transport }, { packageManager });
}

/** What was last generated in a project, rendered again; `undefined` where that cannot be had. */
export async function baseTree(lock: Lock): Promise<Tree | undefined> {
  if (lock.generator !== version) return undefined;
  const plan = lockedPlan(lock);
  return plan && renderProject(plan, lock.workflow);
}
