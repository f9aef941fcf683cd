import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Git, gitIn, isWithoutRepository } from "../../project/repository/git.ts";
import { REPOSITORIES } from "../../project/repository/host-repository.ts";

/** The outcome for a project's repository. */
export interface FirstCommit {
  readonly outcome: "committed" | "inside-repository" | "no-git" | "failed";
  /** For the user, where something needs their attention. */
  readonly note?: string;
  /** The commit that was made. */
  readonly hash?: string;
}

const MESSAGE = "Create the project with Unchain";

/** Used where git knows no author: the files are the generator's work. */
const AUTHOR = ["-c", "user.name=Unchain", "-c", "user.email=unchain@localhost"];

const DOES_NOT_KNOW =
  "git has no user name and email, so Unchain is the author of the first commit. After you have set them, run: git commit --amend --reset-author --no-edit";

/**
 * No hook of whatever kind runs: `--no-verify` leaves out two of them only. Where git turns line endings, that they
 * will be others on a checkout is no reason to refuse.
 */
const UNATTENDED = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.safecrlf=false",
].flatMap((setting) => ["-c", setting]);

/** Those of which git knows nothing. */
const OTHER_REPOSITORIES = REPOSITORIES.filter((name) => name !== ".git");

const COMMIT = ["commit", "--quiet", "--no-verify", "--no-gpg-sign"];

/**
 * Makes the directory a git repository with one commit of all its files, unless it is inside one
 * already or git is missing. Never throws on git's account: a project without it is still whole.
 *
 * The commit runs no hooks and is not signed, since nobody is there to answer a hook or a passphrase.
 *
 * @param host the repository around it, of which the project is a part whatever git says, unless it is ignored there
 */
export async function makeFirstCommit(
  directory: string,
  signal: AbortSignal,
  host?: { readonly top: string; readonly isIgnored?: boolean },
): Promise<FirstCommit> {
  const git = await gitIn(directory, signal);
  const inside = await git(["rev-parse", "--is-inside-work-tree"]);
  if (inside.code === "ENOENT") return { outcome: "no-git" };
  if (!host?.isIgnored) {
    const isGit = host !== undefined && existsSync(join(host.top, ".git"));
    if (inside.failed && (isGit || !isWithoutRepository(inside))) {
      const note = `git reports an error for the repository: ${inside.stderr}`;
      return { outcome: "inside-repository", note };
    }
    const isAnothers = OTHER_REPOSITORIES.some((name) => existsSync(join(directory, name)));
    if (host || isAnothers || !inside.failed) return { outcome: "inside-repository" };
  }

  const hasBranchName = !(await git(["config", "init.defaultBranch"])).failed;
  const branch = hasBranchName ? [] : ["-c", "init.defaultBranch=main"];
  const author = await authorOf(git);
  for (const [name, args] of [
    ["init", [...branch, "init", "--quiet"]],
    ["add", ["add", "--all"]],
    ["commit", [...author, ...COMMIT, "--message", MESSAGE]],
  ] as const) {
    const { failed, stderr } = await git([...UNATTENDED, ...args]);
    if (failed) return { outcome: "failed", note: `git ${name} failed: ${stderr}` };
  }
  return {
    outcome: "committed",
    hash: await lastCommit(git),
    ...(author.length > 0 && { note: DOES_NOT_KNOW }),
  };
}

const lastCommit = async (git: Git): Promise<string> =>
  (await git(["rev-parse", "HEAD"])).stdout.trim();

/** The settings of a commit, where git does not know who makes it. */
async function authorOf(git: Git): Promise<readonly string[]> {
  const idents = [
    await git(["var", "GIT_AUTHOR_IDENT"]),
    await git(["var", "GIT_COMMITTER_IDENT"]),
  ];
  return idents.some(({ failed }) => failed) ? AUTHOR : [];
}

/**
 * Puts what an installation has left behind, the lock file first of all, into the first commit.
 *
 * @param hash of that commit: one that is not the last any more, or has been built upon, stays
 * @returns whether all is committed now
 */
export async function amendFirstCommit(
  directory: string,
  hash: string,
  signal: AbortSignal,
): Promise<boolean> {
  const git = await gitIn(directory, signal);
  if ((await lastCommit(git)) !== hash) return false;
  for (const args of [
    ["add", "--all"],
    [...(await authorOf(git)), ...COMMIT, "--amend", "--no-edit"],
  ]) {
    if ((await git([...UNATTENDED, ...args])).failed) return false;
  }
  return true;
}
