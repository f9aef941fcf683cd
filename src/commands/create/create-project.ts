import { relative } from "node:path";
import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import { reservationNotes } from "../../plan/notes/reservation-notes.ts";
import {
  type Installer,
  installerOf,
  type PackageManager,
  runTests,
  scriptRunner,
} from "../../plan/package-manager.ts";
import { workflowWarnings } from "../../plan/warnings.ts";
import { type Change, isWrite } from "../../project/changes.ts";
import { checkpoint } from "../../project/context.ts";
import { commit } from "../../project/transaction/commit.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import type { WorkspaceAnswers } from "../../prompts/workspace-questions.ts";
import { planWithinQuotas } from "../../quotas/quotas.ts";
import { conflictProblems } from "../../report/conflicts.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { ignoredFiles } from "../files/ignored.ts";
import { sizeOf } from "../files/workflow-size.ts";
import type { WorkflowSource } from "../files/workflow-source.ts";
import { installFirst } from "../install/install-first.ts";
import { partNotes } from "../notes/part-notes.ts";
import { located } from "../outcome/located.ts";
import { failure, type Outcome, Stop } from "../outcome/outcome.ts";
import { type Before, lookBefore, takeAway } from "./created.ts";
import type { FirstCommit } from "./first-commit.ts";
import {
  adoptionNotes,
  type HostWorkspace,
  joinWorkspace,
  leaveWorkspace,
  missingMember,
  type Workspace,
} from "./host-workspace.ts";
import { changeDirectory } from "./next-commands.ts";
import { type NewPlace, plannedChanges } from "./planned-changes.ts";

/** A project that is wanted. */
export interface ProjectRequest extends Installer, NewPlace {
  readonly workflow: WorkflowWithTransport;
  /** The text that the workflow was read from; left out: that of its `workflow.yaml`. */
  readonly source?: WorkflowSource;
  /** The changes that are allowed in the workspace around it. */
  readonly outside: WorkspaceAnswers;
  /** The folder of the project, from the app that it is to be a part of. */
  readonly folder: string;
  readonly install: boolean;
  readonly git: boolean;
  /** Plans the same changes, and writes none. */
  readonly dryRun: boolean;
}

/** Loads the modules that only projects in a workspace need. */
async function needsOf(
  workspace: Workspace | undefined,
  packageManager: PackageManager,
  cwd: string,
): Promise<string[]> {
  if (workspace === undefined) return [];
  const { workspaceNeeds } = await import("./workspace-needs.ts");
  return workspaceNeeds(workspace, packageManager, cwd);
}

/** Takes all away again; where the disk does not let it, says what is left. */
function cancel(before: Before, changes: readonly Change[]): void {
  try {
    takeAway(before, changes);
  } catch (error) {
    const problem: Message = {
      code: "CANCELLED",
      message: `Cancelled, but some files could not be removed: ${(error as Error).message}`,
      suggestion: `Remove ${before.names ? "what is left of it in " : ""}${before.root}`,
      path: before.root,
    };
    throw new Stop(failure("error", 130, [problem], { directory: before.root }));
  }
}

/** The parts of a project that are there once its files are. */
interface Made {
  readonly details: readonly string[];
  readonly problems: readonly Message[];
  readonly isMember: boolean;
  readonly first: FirstCommit | undefined;
}

/**
 * Writes the files, puts the project into its workspace and makes the first commit: all, or nothing where that is
 * cancelled.
 */
async function makeFiles(
  request: ProjectRequest,
  changes: readonly Change[],
  { signal, startedIn, info }: Context,
): Promise<Made> {
  const { root, adoption, outside } = request;
  const workspace = adoption?.workspace;
  const before = lookBefore(root);
  let joined: Workspace | undefined;
  try {
    await commit(root, changes, { signal });
    await checkpoint({ signal });
    const problems = outside.join && workspace ? await joinWorkspace(workspace) : [];
    if (outside.join && problems.length === 0) joined = workspace;
    await checkpoint({ signal });
    const first = request.git ? await commitFirst(root, adoption, signal) : undefined;
    signal.throwIfAborted();
    if (first?.note !== undefined) info(first.note);
    const details = joined ? [`added to the workspace in ${relative(startedIn, joined.file)}`] : [];
    return { details, problems, isMember: joined !== undefined, first };
  } catch (error) {
    if (signal.aborted) {
      cancel(before, changes);
      if (joined) await leaveWorkspace(joined);
    }
    throw error;
  }
}

async function commitFirst(
  root: string,
  adoption: HostWorkspace | undefined,
  signal: AbortSignal,
): Promise<FirstCommit> {
  const { makeFirstCommit } = await import("./first-commit.ts");
  return makeFirstCommit(root, signal, adoption);
}

/**
 * Makes a project: plans it, renders it, compares it with the disk and writes all of it or nothing;
 * then installs its packages.
 *
 * A project whose packages could not be installed, or were not since that was cancelled, is there all
 * the same: its outcome is `created`, with the problem and exit code 1 or 130.
 *
 * @throws {@link ProjectError} where the disk refuses; `Cancelled` once the signal is aborted before
 *   all files are there, with all taken away again that this call has made
 */
export async function createProject(request: ProjectRequest, context: Context): Promise<Outcome> {
  const { root, packageManager, adoption, outside, dryRun, source } = request;
  const workspace = adoption?.workspace;
  const { startedIn, signal } = context;
  const { plan, tooLarge } = planWithinQuotas(request.workflow, installerOf(request));
  const read = source ?? { text: request.workflowText, path: WORKFLOW_PATH };
  if (plan === undefined) {
    return failure("error", 2, await located(tooLarge, read), { directory: root });
  }

  await checkpoint({ signal });
  const changes = plannedChanges(request, plan);
  const conflicts = conflictProblems(changes);
  if (conflicts.length > 0) {
    return failure("conflict", 3, conflicts, { directory: root, changes });
  }

  const warnings = [
    ...(await located(workflowWarnings(plan), read)),
    ...reservationNotes(undefined, plan),
  ];
  const outcome = { directory: root, changes, warnings };
  if (dryRun) {
    return { ...outcome, status: "planned", exitCode: 0, problems: [], next: [] };
  }

  const { first, isMember, ...made } = await makeFiles(request, changes, context);
  const wanted = request.install && (workspace === undefined || outside.install);
  const installs = wanted && made.problems.length === 0;
  const installed = await installFirst(request, first, installs, context);
  const problems = [...made.problems, ...installed.problems];
  const written = changes.filter(({ action }) => isWrite(action)).map(({ path }) => path);
  const isInGit = request.git || adoption !== undefined;
  return {
    ...outcome,
    status: "created",
    exitCode: problems.length === 0 ? 0 : installed.isCancelled ? 130 : 1,
    problems,
    warnings: [...warnings, ...(isInGit ? await ignoredFiles(root, written, signal) : [])],
    details: [
      sizeOf(request.workflow),
      ...adoptionNotes(adoption, request.install && !wanted),
      ...made.details,
      ...installed.details,
      ...partNotes(request.workflow, request.folder),
    ],
    next: [
      ...(workspace && !isMember ? missingMember(workspace, startedIn) : []),
      ...(await needsOf(workspace, packageManager, startedIn)),
      ...changeDirectory(startedIn, root),
      ...(installs && installed.problems.length === 0 ? [] : [`${packageManager} install`]),
      runTests(packageManager),
      `${scriptRunner(packageManager)} local`,
    ],
  };
}
