import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "../../messages/message.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import { isWrite } from "../../project/changes.ts";
import { REPOSITORIES } from "../../project/repository/host-repository.ts";
import { placeName } from "../../prompts/steps/place-name.ts";
import { targetInWords } from "../../prompts/target-question.ts";
import { planWithinQuotas } from "../../quotas/quotas.ts";
import { conflictProblems } from "../../report/conflicts.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { type NewPlace, plannedChanges } from "./planned-changes.ts";

/** The effects of making a project, told before it is done. */
export interface Preview {
  /** One line each. */
  readonly lines: readonly string[];
  /** The reason why it cannot be made as it is. */
  readonly obstacle?: string;
  /** The command that compares its designs, once it is made. */
  readonly explain?: string;
}

interface Previewed extends NewPlace {
  /** The directory as the user named it. */
  readonly named: string;
  readonly workflow: WorkflowWithTransport;
  readonly packageManager: PackageManager;
  readonly install: boolean;
  readonly git: boolean;
}

/** Returns what making a project would write, install and commit; writes nothing. */
export function previewProject(project: Previewed): Preview {
  const { named, workflow, packageManager } = project;
  const { plan, tooLarge } = planWithinQuotas(workflow, { packageManager });
  if (plan === undefined) {
    const obstacle = tooLarge.map(({ message }) => message).join(" ");
    return { lines: [obstacle], obstacle };
  }
  const changes = plannedChanges(project, plan);
  const packageJson = changes.find(({ path }) => path === "package.json")?.content;
  const paths = changes.filter(({ action }) => isWrite(action)).map(({ path }) => path);
  const conflicts = conflictProblems(changes);
  return {
    lines: [
      `Directory: ${placeName(named)}`,
      `Deployed with: ${targetInWords(workflow)}`,
      `Files: ${paths.length}. ${folders(paths)}`,
      `Packages: ${packagesLine(project, packageJson)}`,
      `Commit: ${commitLine(project)}`,
    ],
    ...(conflicts.length > 0 && { obstacle: obstacleOf(conflicts) }),
  };
}

function obstacleOf(conflicts: readonly Message[]): string {
  const paths = [...new Set(conflicts.map(({ path }) => path))].join(", ");
  return `${paths}: ${conflicts[0]?.message} Choose another directory, or move those files away.`;
}

/** `12 in src/, 9 in test/, 8 at the top`, the largest first. */
function folders(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.includes("/") ? `in ${path.slice(0, path.indexOf("/") + 1)}` : "at the top";
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([folder, count]) => `${count} ${folder}`)
    .join(", ");
}

function packagesLine(
  { install, packageManager, adoption }: Previewed,
  packageJson = "{}",
): string {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(packageJson) as {
    readonly dependencies?: object;
    readonly devDependencies?: object;
  };
  const { length } = Object.keys({ ...dependencies, ...devDependencies });
  const command = `${packageManager} install`;
  if (!install) return `${length}, to install them: ${command}`;
  if (adoption?.workspace) return `${length}; Unchain asks before it changes the workspace`;
  return `${length} and their dependencies: ${command}`;
}

function commitLine({ git, root, adoption }: Previewed): string {
  if (!git) return "no repository and no commit";
  const isRepository = REPOSITORIES.some((name) => existsSync(join(root, name)));
  return isRepository || (adoption && !adoption.isIgnored)
    ? "none, because this is inside a repository"
    : "a new git repository with one commit";
}
