/** What became of a project's repository. `note` is for the user where something needs their attention. */
export interface FirstCommit {
  readonly outcome: "committed" | "inside-repository" | "no-git" | "failed";
  readonly note?: string;
}

const MESSAGE = "Create the project with Unchain";

/** Used where git knows no author: the files are the generator's work. */
const AUTHOR = ["-c", "user.name=Unchain", "-c", "user.email=unchain@localhost"];

/**
 * Makes the directory a git repository with one commit of all its files, unless it is inside one
 * already or git is missing. Never throws on git's account: a project without it is still whole.
 *
 * The commit runs no hooks and is not signed, since nobody is there to answer a hook or a passphrase.
 */
export async function makeFirstCommit(
  directory: string,
  signal: AbortSignal,
): Promise<FirstCommit> {
  const { execa } = await import("execa");
  const git = (...args: string[]) =>
    execa("git", args, { cwd: directory, cancelSignal: signal, reject: false, stdin: "ignore" });

  const inside = await git("rev-parse", "--is-inside-work-tree");
  if (inside.code === "ENOENT") return { outcome: "no-git" };
  if (!inside.failed) return { outcome: "inside-repository" };

  const hasBranchName = !(await git("config", "init.defaultBranch")).failed;
  const branch = hasBranchName ? [] : ["-c", "init.defaultBranch=main"];
  const knowsAuthor = !(await git("var", "GIT_AUTHOR_IDENT")).failed;
  const author = knowsAuthor ? [] : AUTHOR;
  const commit = ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", MESSAGE];
  for (const args of [
    [...branch, "init", "--quiet"],
    ["add", "--all"],
    [...author, ...commit],
  ]) {
    const { failed, stderr, shortMessage } = await git(...args);
    if (failed) {
      return {
        outcome: "failed",
        note: `git ${args.find((word) => !word.startsWith("-") && !word.includes("="))} failed: ${stderr || shortMessage}`,
      };
    }
  }
  return {
    outcome: "committed",
    ...(!knowsAuthor && {
      note: "git does not know who you are, so the first commit is by Unchain. Once it does, make it yours: git commit --amend --reset-author --no-edit",
    }),
  };
}
