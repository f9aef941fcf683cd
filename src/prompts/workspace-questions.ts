import type { Ask } from "./ask.ts";

/** The changes that are allowed outside of the project. */
export interface WorkspaceAnswers {
  /** Puts the project into the workspace's list of members. */
  readonly join: boolean;
  /** Installs packages, which changes the lock file of the workspace. */
  readonly install: boolean;
}

/**
 * Asks before anything outside of the project is changed.
 *
 * @param workspace its file as the user would name it; `canJoin`: where the project is no member yet
 * @param wantsInstall whether packages are to be installed at all
 */
export async function askWorkspace(
  ask: Ask,
  workspace: {
    readonly file: string;
    readonly member: string;
    readonly isMember: boolean;
    readonly canJoin: boolean;
  },
  wantsInstall: boolean,
): Promise<WorkspaceAnswers> {
  const { file, member, isMember, canJoin } = workspace;
  const join =
    canJoin &&
    (await ask.yesNo({
      message: `${member} is not in the workspace. Add it to ${file}?`,
      default: true,
    }));
  const install =
    wantsInstall &&
    (isMember || join) &&
    (await ask.yesNo({
      message: "Install the packages now? That changes the lock file of the workspace.",
      default: true,
    }));
  return { join, install };
}
