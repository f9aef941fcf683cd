import * as nodeFs from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import type { PackageManager } from "../plan/package-manager.ts";
import type { Change } from "../project/changes.ts";
import { hostRepository } from "../project/host-repository.ts";

/** How a new project fits into the repository that it becomes a part of. */
export interface Adoption {
  /** The repository's own. */
  readonly packageManager?: PackageManager;
  readonly workspace?: Workspace;
}

/** The workspace around a new project. */
export interface Workspace {
  /** Absolute: the file that lists the members. */
  readonly file: string;
  readonly text: string;
  /** The project's directory relative to that file, with `/`. */
  readonly member: string;
  /** Whether the list has the project already. */
  readonly isMember: boolean;
  /** The text with the project in the list, where it is not in it and can be put there. */
  readonly amended?: string;
}

/** The repository around the directory of a new project; `undefined` where there is none. */
export async function adoptionOf(root: string): Promise<Adoption | undefined> {
  const host = hostRepository(root, nodeFs);
  if (host === undefined) return undefined;
  const { packageManager, workspaceFile } = host;
  return {
    ...(packageManager && { packageManager }),
    ...(workspaceFile && { workspace: await workspaceOf(workspaceFile, root) }),
  };
}

async function workspaceOf(file: string, root: string): Promise<Workspace> {
  const { isMember, withMember } = await import("../project/workspace.ts");
  const text = nodeFs.readFileSync(file, "utf8");
  const member = relative(dirname(file), root).split(sep).join("/");
  if (isMember(text, member)) return { file, text, member, isMember: true };
  const amended = withMember(text, member);
  return { file, text, member, isMember: false, ...(amended !== undefined && { amended }) };
}

const CI_WORKFLOW = ".github/workflows/ci.yml";

/** The changes without the file that has no effect below the top of a repository. */
export function withoutCiWorkflow(changes: readonly Change[]): Change[] {
  return changes.map(
    (change): Change =>
      change.path === CI_WORKFLOW
        ? {
            path: change.path,
            action: "keep",
            owner: change.owner,
            reason: "GitHub reads workflows at the top of a repository only",
          }
        : change,
  );
}

/** Puts the project into the list of members. @throws {@link ProjectError} where the disk refuses */
export const joinWorkspace = ({ file, text, amended }: Workspace): Promise<void> =>
  rewrite(file, text, amended);

/** Takes the project out of the list again. @throws {@link ProjectError} where the disk refuses */
export const leaveWorkspace = ({ file, text, amended = text }: Workspace): Promise<void> =>
  rewrite(file, amended, text);

async function rewrite(file: string, before: string, content: string | undefined): Promise<void> {
  if (content === undefined) return;
  const { commit } = await import("../project/commit.ts");
  const change: Change = {
    path: basename(file),
    action: "update",
    owner: "yours",
    before,
    content,
  };
  await commit(dirname(file), [change]);
}
