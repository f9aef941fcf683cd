import * as nodeFs from "node:fs";
import { relative } from "node:path";
import {
  type Installer,
  installerOf,
  type PackageManager,
  runTests,
  scriptRunner,
} from "../plan/package-manager.ts";
import { planWithinQuotas } from "../plan/quotas.ts";
import { reservationNotes } from "../plan/reservation-notes.ts";
import { type Change, isWrite, planChanges } from "../project/changes.ts";
import { commit } from "../project/commit.ts";
import { conflictProblems } from "../project/conflict-problems.ts";
import { readDisk } from "../project/disk.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import type { WorkspaceAnswers } from "../prompts/workspace-questions.ts";
import { allSteps } from "../workflow/traversal.ts";
import type { Problem, RoutedWorkflow } from "../workflow/workflow.ts";
import {
  type Adoption,
  adopted,
  adoptionNotes,
  cancelledInside,
  joinWorkspace,
  leaveWorkspace,
  missingMember,
  type Workspace,
} from "./adoption.ts";
import { throwIfCancelled } from "./cancellation.ts";
import type { Context } from "./context.ts";
import { type Before, lookBefore, takeAway } from "./created.ts";
import type { FirstCommit } from "./first-commit.ts";
import { located } from "./located.ts";
import { changeDirectory } from "./next-commands.ts";
import { failure, type Outcome, Stop } from "./outcome.ts";
import { projectTree } from "./project-tree.ts";
import { untestedNotes } from "./untested-notes.ts";
import type { WorkflowSource } from "./workflow-source.ts";

/** A project that is wanted. */
export interface ProjectRequest extends Installer {
  /** Absolute. */
  readonly root: string;
  readonly workflow: RoutedWorkflow;
  /** What becomes `workflow.yaml`. */
  readonly workflowText: string;
  /** The text that the workflow was read from; left out: that of its `workflow.yaml`. */
  readonly source?: WorkflowSource;
  /** Where the project becomes a part of a repository. */
  readonly adoption?: Adoption;
  /** What may be changed in the workspace around it. */
  readonly outside: WorkspaceAnswers;
  readonly install: boolean;
  readonly git: boolean;
  /** Plans the same changes, and writes none. */
  readonly dryRun: boolean;
}

const COMMIT_NOTES = {
  committed: "a git repository with a first commit",
  "inside-repository": "no commit: this is inside a repository already",
  "no-git": "no repository: there is no git here",
  failed: "no first commit",
} as const satisfies Record<FirstCommit["outcome"], string>;

function described(workflow: RoutedWorkflow): string {
  const { transport } = workflow;
  const { length } = allSteps(workflow);
  const count = `${length} ${length === 1 ? "step" : "steps"}`;
  return `${count} on ${transport === "queue" ? "SQS queues" : "a Step Functions state machine"}`;
}

/** What an editor has been told in the directory before stays as it is. */
function keepEditorFile(change: Change): Change {
  const { path, action, owner } = change;
  const isTheirs = action === "conflict" && path.startsWith(".vscode/");
  return isTheirs ? { path, action: "keep", owner, reason: "yours" } : change;
}

/** What only projects in a workspace load. */
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
    takeAway(
      before,
      changes.filter(({ action }) => isWrite(action)).map(({ path }) => path),
    );
  } catch (error) {
    const problem: Problem = {
      code: "CANCELLED",
      message: `Cancelled, but not all could be removed again: ${(error as Error).message}`,
      suggestion: `Remove ${before.root}`,
      path: before.root,
    };
    throw new Stop(failure("error", 130, [problem], { directory: before.root }));
  }
}

/**
 * Makes a project: plans it, renders it, compares it with the disk and writes all of it or nothing;
 * then installs its packages and makes its first commit.
 *
 * A project whose packages could not be installed is there all the same: its outcome is `created`,
 * with the problem and exit code 1.
 *
 * @throws {@link ProjectError} where the disk refuses; `Cancelled` once the signal is aborted, with
 *   all taken away again that this call has made
 */
export async function createProject(request: ProjectRequest, context: Context): Promise<Outcome> {
  const { root, packageManager, adoption, outside, dryRun } = request;
  const workspace = adoption?.workspace;
  const installs = request.install && (workspace === undefined || outside.install);
  const { startedIn, signal } = context;
  const { plan, tooLarge } = planWithinQuotas(request.workflow, installerOf(request));
  const source = request.source ?? { text: request.workflowText, path: WORKFLOW_PATH };
  if (plan === undefined) {
    return failure("error", 2, await located(tooLarge, source), { directory: root });
  }

  const tree = projectTree(plan, request.workflowText);
  const planned = planChanges({ tree, disk: readDisk(root, tree.keys(), nodeFs) });
  const changes = (adoption ? adopted(planned, adoption) : planned).map(keepEditorFile);
  const conflicts = conflictProblems(changes);
  if (conflicts.length > 0) {
    return failure("conflict", 3, conflicts, { directory: root, changes });
  }

  const warnings = [...(await untestedNotes(plan, source)), ...reservationNotes(undefined, plan)];
  const outcome = { directory: root, changes, problems: [], warnings };
  if (dryRun) {
    return { ...outcome, status: "planned", exitCode: 0, next: [] };
  }

  const before = lookBefore(root);
  let joined: Workspace | undefined;
  try {
    await commit(root, changes, { signal });
    await throwIfCancelled(signal);
    const problems: Problem[] = [];
    const notes = [
      described(request.workflow),
      ...adoptionNotes(adoption, request.install && !installs),
    ];
    if (outside.join && workspace) {
      problems.push(...(await joinWorkspace(workspace)));
      if (problems.length === 0) {
        joined = workspace;
        notes.push(`added to the workspace in ${relative(startedIn, workspace.file)}`);
      }
      await throwIfCancelled(signal);
    }
    if (installs && problems.length === 0) {
      const { installPackages } = await import("./install.ts");
      const why = await installPackages(root, packageManager, context.progress, signal);
      signal.throwIfAborted();
      if (why === undefined) {
        notes.push(`packages installed with ${packageManager}`);
      } else {
        problems.push({
          code: "INSTALL_FAILED",
          message: `The project is there, but its packages could not be installed:\n${why}`,
          suggestion: `Run ${packageManager} install in ${relative(startedIn, root) || "this directory"}`,
        });
      }
    }
    if (request.git) {
      const { makeFirstCommit } = await import("./first-commit.ts");
      const { outcome: made, note } = await makeFirstCommit(root, signal);
      signal.throwIfAborted();
      notes.push(COMMIT_NOTES[made]);
      if (note !== undefined) context.tell(note);
    }
    const installed = installs && problems.length === 0;
    return {
      ...outcome,
      status: "created",
      exitCode: problems.length > 0 ? 1 : 0,
      problems,
      notes,
      next: [
        ...(workspace && !joined ? missingMember(workspace, startedIn) : []),
        ...(await needsOf(workspace, packageManager, startedIn)),
        ...changeDirectory(startedIn, root),
        ...(installed ? [] : [`${packageManager} install`]),
        runTests(packageManager),
        `${scriptRunner(packageManager)} local`,
      ],
    };
  } catch (error) {
    if (signal.aborted) {
      cancel(before, changes);
      if (joined) await leaveWorkspace(joined);
      if (installs && workspace) throw new Stop(cancelledInside(workspace));
    }
    throw error;
  }
}
