import { basename } from "node:path";
import type { ChangeOptions } from "../../cli/arguments/invocation.ts";
import type { Context } from "../../cli/context.ts";
import { version } from "../../cli/version.ts";
import { runTests, scriptRunner } from "../../plan/package-manager.ts";
import { type Change, isWritten } from "../../project/changes.ts";
import { checkpoint } from "../../project/context.ts";
import type { Lock } from "../../project/lock.ts";
import type { StepRename } from "../../project/rename/step-names.ts";
import { stageConflicts } from "../../project/repository/stage-conflicts.ts";
import { commit } from "../../project/transaction/commit.ts";
import type { Tree } from "../../render/tree.ts";
import { conflictProblems } from "../../report/conflicts.ts";
import type { Edited } from "../../workflow/text/edit/change-steps.ts";
import { changeDirectory } from "../create/next-commands.ts";
import { uncommittedProblems } from "../files/uncommitted.ts";
import {
  installAfterChange,
  mayInstall,
  needsInstallation,
} from "../install/install-after-change.ts";
import { warningsAbout } from "../notes/change-warnings.ts";
import { layoutNote } from "../notes/layout-note.ts";
import { partNotes } from "../notes/part-notes.ts";
import { failure, invalid, type Outcome, withDirectory } from "../outcome/outcome.ts";
import { baseTree } from "./base-tree.ts";
import { openProject, type Project } from "./open-project.ts";
import { planChange, type Settled, settleWorkflow } from "./plan-change.ts";
import type { RenderRelease } from "./render-release.ts";

/** A new text for a `workflow.yaml`; `replay` after questions: the command that makes it without them. */
export type WorkflowEdit = Edited & {
  readonly replay?: string;
  /** The step that gets another name. */
  readonly rename?: StepRename;
};

/** The effects of a command besides making a project what its workflow says. */
interface Special {
  /** Renders with another version; given where the command takes a project of an older version to this one. */
  readonly release?: RenderRelease | undefined;
  /** Paths of generated files, or of folders of them, that are brought back. */
  readonly restore?: readonly string[] | undefined;
}

/**
 * Every command that changes a project: opens the one that the working directory is in, edits its
 * `workflow.yaml`, and makes the project what that says.
 *
 * @param edit from the valid text as it is to the text as it shall be
 * @throws {Stop} where nothing is changed, with the outcome; `ProjectError` where the project cannot
 *   be put right; `Cancelled`
 */
export async function changeProject(
  edit: (text: string) => WorkflowEdit | Promise<WorkflowEdit>,
  options: ChangeOptions,
  context: Context,
  { release, restore }: Special = {},
): Promise<Outcome> {
  const { info } = context;
  const project = await openProject(context, {
    isReadOnly: options.dryRun,
    isUpgrade: release !== undefined,
  });
  const asOpened = settleWorkflow(project.workflowText, project, info);
  await checkpoint(context);
  const edited = await withDirectory(project.root, () => edit(asOpened.text));
  if (edited.text === undefined) {
    throw invalid(edited.problems, { directory: project.root });
  }
  await checkpoint(context);
  const { text } = edited;
  const settled = text === asOpened.text ? asOpened : settleWorkflow(text, project, info);
  const outcome = await withDirectory(project.root, () =>
    applyWorkflow(project, asOpened, settled, options, context, {
      release,
      restore,
      rename: edited.rename,
    }),
  );
  const { replay, warnings = [] } = edited;
  return {
    ...outcome,
    ...(outcome.warnings && { warnings: [...warnings, ...outcome.warnings] }),
    ...(replay !== undefined && { replay }),
  };
}

/**
 * Makes a project what a workflow says: plans it, and writes all of it or nothing; then installs
 * its packages if they are others.
 *
 * @throws {Stop}, `ProjectError`, `Cancelled` where nothing is changed
 */
async function applyWorkflow(
  project: Project,
  asOpened: Settled,
  settled: Settled,
  options: ChangeOptions,
  context: Context,
  { release, restore, rename }: Special & { readonly rename: StepRename | undefined },
): Promise<Outcome> {
  const { root, lock } = project;
  const { signal, info } = context;
  const base = () => baseOf(lock, context, release);
  const { before, after, changes, all } = await planChange(
    project,
    asOpened,
    settled,
    base,
    options.conflict ?? "stop",
    signal,
    { rename, restore },
  );
  const writes = all.filter(isWritten);
  const marked = conflictProblems(writes);
  const conflicts = conflictProblems(changes.filter((change) => !isWritten(change)));
  const uncommitted = options.allowDirty
    ? []
    : await uncommittedProblems(root, changes.filter(isWritten), lock, { signal, info });
  if (conflicts.length > 0 || (uncommitted.length > 0 && !options.dryRun)) {
    const problems = [...conflicts, ...uncommitted];
    return failure("conflict", 3, problems, { directory: root, changes: all });
  }

  const warnings = await warningsAbout(root, { before, after, changes }, settled, {
    rename,
    signal,
  });
  const done = { directory: root, changes: all, warnings, problems: marked, next: [] };
  if (options.dryRun) {
    for (const { path } of uncommitted) {
      info(`${path} has uncommitted edits. Without --dry-run, the command would stop here.`);
    }
    return marked.length > 0
      ? { ...done, status: "conflict", exitCode: 3 }
      : { ...done, status: "planned", exitCode: 0 };
  }
  if (writes.length === 0) return { ...done, status: "unchanged", exitCode: 0 };

  const isNeeded = needsInstallation(writes);
  const installs = isNeeded && marked.length === 0 && (await mayInstall(root, options, context));
  await commit(root, all, { signal });
  const note = layoutNote(changes, lock.packageManager);
  if (note !== undefined) info(note);
  const following = (isInstalled: boolean) => nextCommands(project, context, isInstalled);
  if (marked.length > 0) {
    await tellOfMarkers(root, changes, context);
    return { ...done, status: "conflict", exitCode: 3, next: following(!isNeeded) };
  }
  const problems = installs ? await installAfterChange(project, context) : [];
  return {
    ...done,
    status: "updated",
    exitCode: signal.aborted ? 130 : problems.length > 0 ? 1 : 0,
    problems,
    details:
      before?.workflow.as === after.workflow.as
        ? []
        : partNotes(after.workflow, `../${basename(root)}`),
    next: following(!isNeeded || (installs && problems.length === 0)),
  };
}

/** Returns the commands that follow a change. */
function nextCommands(
  { root, lock: { packageManager } }: Project,
  { startedIn }: Context,
  isInstalled: boolean,
): string[] {
  return [
    ...changeDirectory(startedIn, root),
    ...(isInstalled ? [] : [`${packageManager} install`]),
    `${scriptRunner(packageManager)} check`,
    runTests(packageManager),
  ];
}

/** Tells git, and the user, of files with conflict markers. */
async function tellOfMarkers(
  root: string,
  changes: readonly Change[],
  { signal, info }: Context,
): Promise<void> {
  const why = await stageConflicts(root, changes, signal);
  if (why !== undefined) info(`git was not told about the conflicts: ${why}`);
  info(
    "The project was changed. Files with conflicts contain both sides between conflict markers.",
  );
}

/**
 * Returns the tree that was last generated, and says so where the version that did it cannot be had.
 */
async function baseOf(
  lock: Lock,
  { signal, progress, info }: Context,
  release: RenderRelease | undefined,
): Promise<Tree | undefined> {
  const { generator } = lock;
  if (release === undefined || generator === version) return baseTree(lock, signal);
  const task = progress.start(`Fetching Unchain ${generator}, to merge with what it generated`);
  const base = await baseTree(lock, signal, release);
  if (base) {
    task.done(`Fetched Unchain ${generator}`);
  } else {
    task.failed(`Unchain ${generator} could not be fetched from the npm registry`);
    info(
      "Without it, Unchain cannot merge files that you edited and whose generated content has changed.",
    );
  }
  return base;
}
