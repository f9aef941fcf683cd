import * as nodeFs from "node:fs";
import type { Message } from "../../messages/message.ts";
import { installerOf } from "../../plan/package-manager.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Change } from "../../project/changes.ts";
import { checkpoint } from "../../project/context.ts";
import { readDisk } from "../../project/disk/disk.ts";
import { ProjectError } from "../../project/disk/project-error.ts";
import { LOCK_PATH } from "../../project/lock-path.ts";
import { reconcile } from "../../project/reconcile.ts";
import type { StepRename } from "../../project/rename/step-names.ts";
import { supersededIn } from "../../project/superseded.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import { planWithinQuotas } from "../../quotas/quotas.ts";
import type { Tree } from "../../render/tree.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { parseWorkflow } from "../../workflow/text/parse.ts";
import { setTransport } from "../../workflow/text/set-keys.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { stillAdopted } from "../create/host-workspace.ts";
import { projectTree, withLock } from "../files/project-tree.ts";
import { located } from "../outcome/located.ts";
import { invalid } from "../outcome/outcome.ts";
import { lockedPlan } from "./base-tree.ts";
import { isAsOpened, type Project } from "./open-project.ts";

/** A valid workflow whose transport is settled, with its text. */
export interface Settled {
  readonly workflow: WorkflowWithTransport;
  readonly text: string;
}

/** A change of a project, planned and not yet made. */
export interface ChangePlan {
  /** The plan that was last applied; `undefined` where this version does not understand it. */
  readonly before: Plan | undefined;
  readonly after: Plan;
  /** Of the files that are generated. */
  readonly changes: readonly Change[];
  /** The changes with that of the lock. */
  readonly all: readonly Change[];
}

/**
 * The workflow in a text of the project's `workflow.yaml`. Where it names no transport, that of the
 * last run is written into it: a project is not switched by a line that is missing.
 *
 * @throws {Stop} where it is not valid
 */
export function settleWorkflow(
  text: string,
  project: Project,
  info: (line: string) => void,
): Settled {
  const { root, lock } = project;
  const { workflow, problems } = parseWorkflow(text, WORKFLOW_PATH);
  if (workflow === undefined) {
    const sources = new Map([[WORKFLOW_PATH, text]]);
    throw invalid(problems, { directory: root, sources });
  }
  const { transport } = workflow;
  if (transport !== undefined) return { workflow: { ...workflow, transport }, text };
  const last = parseWorkflow(lock.workflow, "-").workflow?.transport;
  if (last === undefined) throw invalid([NO_TRANSPORT], { directory: root });
  info(`${WORKFLOW_PATH} names no transport; Unchain keeps ${last} and writes it into the file.`);
  return settleWorkflow(setTransport(text, last), project, info);
}

const NO_TRANSPORT: Message = {
  code: "NO_TRANSPORT",
  message: "The workflow names no transport, and the transport of the last run is unknown.",
  suggestion: `Add ${TRANSPORTS.map((name) => `transport: ${name}`).join(", or ")}.`,
  path: WORKFLOW_PATH,
};

/** The effects of a change besides making a project what its workflow says. */
interface Special {
  /** A step gets another name: its code goes with it. */
  readonly rename?: StepRename | undefined;
  /** Paths of generated files, or of folders of them, that are brought back. */
  readonly restore?: readonly string[] | undefined;
}

/**
 * Plans what a project becomes for a workflow; writes nothing.
 *
 * @param asOpened the workflow before
 * @param base what was last generated; asked for only where somebody has edited what changes
 * @throws {Stop} where it is more than AWS takes; `ProjectError` where it is not as it was opened; the signal's reason
 */
export async function planChange(
  project: Project,
  asOpened: Settled,
  { workflow, text }: Settled,
  base: () => Promise<Tree | undefined>,
  onConflict: "stop" | "markers",
  signal: AbortSignal,
  { rename, restore = [] }: Special = {},
): Promise<ChangePlan> {
  const { root, lock } = project;
  const { plan: after, tooLarge } = planWithinQuotas(workflow, installerOf(lock));
  if (after === undefined) {
    const problems = await located(tooLarge, { text, path: WORKFLOW_PATH });
    throw invalid(problems, { directory: root });
  }

  await checkpoint({ signal });
  const tree = projectTree(after, text);
  await checkpoint({ signal });
  const kept = supersededIn(lock.generator).map(({ keptAt }) => keptAt);
  const disk = readDisk(
    root,
    new Set([LOCK_PATH, ...tree.keys(), ...lock.files.keys(), ...kept]),
    nodeFs,
  );
  if (!isAsOpened(project, disk)) throw new ProjectError([CHANGED_MEANWHILE]);
  await checkpoint({ signal });
  const before = lockedPlan(lock, asOpened);
  const planned = (changes: readonly Change[], last = lock): ChangePlan => {
    const { lockText } = project;
    const all = withLock(changes, tree, after, text, { lock: last, lockText });
    return { before, after, changes, all };
  };
  const known = { tree, disk, lock, base, onConflict, signal };
  if (rename && before) {
    const { planRename } = await import("./plan-rename.ts");
    const renamed = await planRename(known, { plan: before, root, rename });
    return planned(renamed.changes, renamed.lock);
  }
  if (restore.length === 0) return planned(await stillAdopted(root, await reconcile(known)));
  const { planRestore } = await import("./plan-restore.ts");
  return planned(await planRestore(known, restore, root));
}

const CHANGED_MEANWHILE: Message = {
  code: "CHANGED_MEANWHILE",
  message: "The project has changed since this run began.",
  suggestion: "Run the same command again.",
};
