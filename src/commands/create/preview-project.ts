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
import type { RoutedWorkflow } from "../../workflow/workflow.ts";
import { type NewPlace, plannedChanges } from "../change/planned-changes.ts";

/** The effects of making a project, told before it is done. */
export interface Preview {
  /** One line each. */
  readonly lines: readonly string[];
  /** The reason why it cannot be made as it is. */
  readonly obstacle?: string;
}

interface Previewed extends NewPlace {
  /** The directory as the user named it. */
  readonly named: string;
  readonly workflow: RoutedWorkflow;
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
  return `${paths}: ${conflicts[0]?.message} Take another directory, or move away what is there.`;
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
  if (!install) return `${length}, not installed yet; ${command} does`;
  if (adoption?.workspace) return `${length}; you are asked before the workspace is changed`;
  return `${length}, and what those need: ${command}`;
}

function commitLine({ git, root, adoption }: Previewed): string {
  if (!git) return "none, and no repository";
  const isRepository = REPOSITORIES.some((name) => existsSync(join(root, name)));
  return isRepository || (adoption && !adoption.isIgnored)
    ? "none: this is inside a repository already"
    : "a new git repository, one commit";
}
