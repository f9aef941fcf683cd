import { version } from "../../cli/version.ts";
import { installerOf } from "../../plan/package-manager.ts";
import { type Plan, planProject } from "../../plan/plan.ts";
import { contentHash } from "../../project/disk/hash.ts";
import type { Lock } from "../../project/lock.ts";
import { renderProject } from "../../render/render.ts";
import type { Tree, TreeFile } from "../../render/tree.ts";
import { parseWorkflow } from "../../workflow/text/parse.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { type RenderRelease, renderRelease } from "./render-release.ts";

/**
 * Returns the plan of what was last generated; `undefined` where this version does not understand its workflow.
 *
 * @param known a workflow with its text, which may be that one
 */
export function lockedPlan(
  lock: Lock,
  known?: { readonly workflow: Workflow; readonly text: string },
): Plan | undefined {
  const workflow =
    known?.text === lock.workflow ? known.workflow : parseWorkflow(lock.workflow, "-").workflow;
  const transport = workflow?.transport;
  return workflow && transport && planProject({ ...workflow, transport }, installerOf(lock));
}

/**
 * Returns the tree that was last generated in a project, rendered again with the version that did it. A rendering is
 * never trusted: only files are returned whose hash is in the lock. `undefined` where that version cannot be had.
 */
export async function baseTree(
  lock: Lock,
  signal: AbortSignal,
  release: RenderRelease = renderRelease,
): Promise<Tree | undefined> {
  const contents = lock.generator === version ? renderedAgain(lock) : await release(lock, signal);
  if (contents === undefined) return undefined;
  return new Map(
    [...lock.files].flatMap(([path, { owner, hash }]): [string, TreeFile][] => {
      const content = contents.get(path);
      const isSame = content !== undefined && contentHash(content) === hash;
      return isSame ? [[path, { content, owner }]] : [];
    }),
  );
}

function renderedAgain(lock: Lock): ReadonlyMap<string, string> | undefined {
  const plan = lockedPlan(lock);
  if (plan === undefined) return undefined;
  const tree = renderProject(plan, lock.workflow);
  return new Map([...tree].map(([path, { content }]) => [path, content]));
}
