import * as nodeFs from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import { compact } from "../../lists.ts";
import type { Message } from "../../messages/message.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import type { Change } from "../../project/changes.ts";
import { readDisk } from "../../project/disk/disk.ts";
import { hostRepository, PNPM_WORKSPACE } from "../../project/repository/host-repository.ts";

/** The place of a new project in the repository that it becomes a part of. */
export interface HostWorkspace {
  /** The top directory of the repository, absolute. */
  readonly top: string;
  /** The repository's own. */
  readonly packageManager?: PackageManager;
  readonly workspace?: Workspace;
  /** The repository ignores the directory, so that the project has one of its own. */
  readonly isIgnored?: boolean;
}

/** The workspace around a new project. */
export interface Workspace {
  /** Absolute: the file that lists the members. */
  readonly file: string;
  readonly text: string;
  /** The project's directory relative to that file, with `/`. */
  readonly member: string;
  /** Tells that the list has the project already. */
  readonly isMember: boolean;
  /** The text with the project in the list, where it is not in it and can be put there. */
  readonly amended?: string;
}

/** The repository around the directory of a new project; `undefined` where there is none. */
export async function adoptionOf(root: string): Promise<HostWorkspace | undefined> {
  const host = hostRepository(root, nodeFs);
  if (host === undefined) return undefined;
  const { top, packageManager, workspaceFile } = host;
  const workspace = workspaceFile && (await workspaceOf(workspaceFile, root));
  return { top, ...(packageManager && { packageManager }), ...(workspace && { workspace }) };
}

/** Returns the repository around a project that is to be made, and whether git would keep it in that repository. */
export async function adoptionInGit(
  root: string,
  signal: AbortSignal,
): Promise<HostWorkspace | undefined> {
  const adoption = await adoptionOf(root);
  if (adoption === undefined) return undefined;
  const { isIgnored } = await import("../files/ignored.ts");
  return { ...adoption, isIgnored: await isIgnored(adoption.top, root, signal) };
}

/** `undefined` where its file is not one of text, and so is no workspace. */
async function workspaceOf(file: string, root: string): Promise<Workspace | undefined> {
  const entry = readDisk(dirname(file), [basename(file)], nodeFs).get(basename(file));
  if (entry?.kind !== "file") return undefined;
  const { text } = entry;
  const { isMember, withMember } = await import("../../project/repository/workspace.ts");
  const member = relative(dirname(file), root).split(sep).join("/");
  if (isMember(text, member)) return { file, text, member, isMember: true };
  const amended = withMember(text, member);
  return { file, text, member, isMember: false, ...(amended !== undefined && { amended }) };
}

/** Returns why a file of a project is left out of a repository that is there; `undefined` where it is not. */
function leftOut(path: string, { workspace }: HostWorkspace): Change["reason"] {
  if (path === ".github/workflows/ci.yml") return "left-to-repository";
  const isOfWorkspace =
    path === ".yarnrc.yml" || (path === PNPM_WORKSPACE && workspace?.file.endsWith(path));
  return workspace && isOfWorkspace ? "left-to-workspace" : undefined;
}

/** Returns the changes without the files that a repository has at its top. */
export function adopted(changes: readonly Change[], adoption: HostWorkspace): Change[] {
  return changes.map((change): Change => {
    const { path, owner } = change;
    const reason = leftOut(path, adoption);
    return reason === undefined ? change : { path, action: "keep", owner, reason };
  });
}

/** Returns the changes of a later run, with the reason where a missing file was never made. */
export async function stillAdopted(root: string, changes: readonly Change[]): Promise<Change[]> {
  const isMissing = ({ action, before }: Change) => action === "keep" && before === undefined;
  const adoption = changes.some(isMissing) ? await adoptionOf(root) : undefined;
  if (adoption === undefined) return [...changes];
  return changes.map((change) =>
    isMissing(change) ? (adopted([change], adoption)[0] ?? change) : change,
  );
}

/** Tells whether a file is not there since the repository around the project has no use for it. */
export const isLeftOut = ({ reason }: Change): boolean =>
  reason === "left-to-repository" || reason === "left-to-workspace";

/** Returns notes on what is different in a project because it is a part of a repository. */
export function adoptionNotes(
  adoption: HostWorkspace | undefined,
  leavesInstalling: boolean,
): string[] {
  return compact([
    adoption?.isIgnored &&
      "the surrounding repository ignores this directory, so the project is not part of it",
    adoption &&
      !adoption.isIgnored &&
      "no CI workflow, because GitHub only reads those at the top of a repository: let yours run check, test and build here",
    adoption?.workspace &&
      leavesInstalling &&
      "packages not installed, because that would change the lock file of the workspace",
  ]);
}

/** Returns the entry that the workspace's list of members lacks, as a comment among commands. */
export function missingMember({ file, member, isMember }: Workspace, cwd: string): string[] {
  return isMember
    ? []
    : [`# in ${relative(cwd, file)}, add "${member}" to the members of the workspace`];
}

/**
 * Puts the project into the list of members.
 *
 * @returns why that could not be done
 */
export async function joinWorkspace({ file, text, amended }: Workspace): Promise<Message[]> {
  const { ProjectError } = await import("../../project/disk/project-error.ts");
  try {
    await rewrite(file, text, amended);
    return [];
  } catch (error) {
    if (error instanceof ProjectError) return [...error.problems];
    throw error;
  }
}

/** Takes the project out of the list again. @throws `ProjectError` where the disk refuses */
export const leaveWorkspace = ({ file, text, amended = text }: Workspace): Promise<void> =>
  rewrite(file, amended, text);

async function rewrite(file: string, before: string, content: string | undefined): Promise<void> {
  if (content === undefined) return;
  const { commit } = await import("../../project/transaction/commit.ts");
  const change: Change = {
    path: basename(file),
    action: "update",
    owner: "yours",
    before,
    content,
  };
  await commit(dirname(file), [change]);
}
