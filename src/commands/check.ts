import type { Call } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { ownCommand } from "../cli/own-command.ts";
import type { Message } from "../messages/message.ts";
import { workflowWarnings } from "../plan/warnings.ts";
import { type Change, isWrite } from "../project/changes.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import { conflictProblems } from "../report/conflicts.ts";
import { baseTree } from "./change/base-tree.ts";
import { type ChangedHere, changedHere } from "./change/changed-here.ts";
import { openProject, type Project } from "./change/open-project.ts";
import { planChange, type Settled, settleWorkflow } from "./change/plan-change.ts";
import { located } from "./outcome/located.ts";
import { type Outcome, withDirectory } from "./outcome/outcome.ts";

/** A project, and in which files it is not what its `workflow.yaml` says. */
export interface Compared {
  readonly project: Project;
  readonly settled: Settled;
  /** Those of the lock included, which keeps the text of `workflow.yaml`: a comment may be all that has changed. */
  readonly changes: readonly Change[];
  readonly outdated: readonly Change[];
  /** Files in which a merge has left conflict markers. */
  readonly unresolved: readonly Change[];
  /** Failure rules that nothing tests. */
  readonly untested: readonly Message[];
  readonly changedHere: ChangedHere;
}

/**
 * Compares the project that the working directory is in with its `workflow.yaml`; writes nothing.
 *
 * @throws {Stop}, `ProjectError` where the disk cannot be read
 */
export async function compareProject(context: Context): Promise<Compared> {
  const project = await openProject(context, { isReadOnly: true });
  const settled = settleWorkflow(project.workflowText, project, context.info);
  const base = () => baseTree(project.lock, context.signal);
  const { after, changes, all } = await withDirectory(project.root, () =>
    planChange(project, settled, settled, base, "stop", context.signal),
  );
  const untested = await located(workflowWarnings(after), {
    text: settled.text,
    path: WORKFLOW_PATH,
  });
  const different = changes.filter(({ action }) => isWrite(action) || action === "conflict");
  const unresolved = different.filter(({ unresolvedLine }) => unresolvedLine !== undefined);
  const outdated = different.filter((change) => !unresolved.includes(change));
  return {
    project,
    settled,
    changes: all,
    outdated,
    unresolved,
    untested,
    changedHere: await changedHere(project.root, changes, context),
  };
}

/**
 * Runs `unchain check`: says whether the project is what its `workflow.yaml` says, and writes nothing. A file that was
 * deleted although a generated one imports it is a problem. What else was changed here is a warning, with `--strict` a
 * problem (decision 0039).
 *
 * @throws {Stop}, `ProjectError` where the disk cannot be read
 */
export async function checkProject({ options }: Call<"check">, context: Context): Promise<Outcome> {
  const { project, changes, outdated, unresolved, untested, changedHere } =
    await compareProject(context);
  const { missing, edited } = changedHere;
  const isOutdated = outdated.length > 0;
  const problems = [
    ...conflictProblems(unresolved),
    ...(isOutdated ? [outOfDate(outdated)] : []),
    ...missing,
    ...(options.strict ? edited : []),
  ];
  const isGood = problems.length === 0;
  return {
    status: isGood ? "unchanged" : "error",
    exitCode: isGood ? 0 : 1,
    directory: project.root,
    changes,
    next: isOutdated ? [ownCommand(context, ["sync"], [])] : [],
    problems,
    warnings: options.strict ? untested : [...untested, ...edited],
  };
}

function outOfDate(outdated: readonly Change[]): Message {
  const files = outdated.map(({ path, action }) => `  ${action.padEnd(8)}  ${path}`);
  return {
    code: "OUT_OF_DATE",
    message: `The project does not match workflow.yaml. sync would change:\n${files.join("\n")}`,
    suggestion: "Run:",
    run: { words: ["sync"] },
  };
}
