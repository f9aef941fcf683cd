import { relative, sep } from "node:path";
import type { Message } from "../../messages/message.ts";
import { firstOf } from "../../messages/words.ts";
import { gitIn } from "../../project/repository/git.ts";

/** Returns those of the paths below a directory that git ignores; none where it does not answer. */
async function ignoredPaths(
  directory: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const git = await gitIn(directory, signal);
  const { failed, stdout } = await git(["check-ignore", "-z", "--stdin"], paths.join("\0"));
  return failed ? [] : stdout.split("\0").filter((path) => path !== "");
}

/** Returns whether the repository with this top ignores a directory in it, which need not be there yet. */
export async function isIgnored(top: string, directory: string, signal: AbortSignal) {
  const path = relative(top, directory).split(sep).join("/");
  return (await ignoredPaths(top, [`${path}/`], signal)).length > 0;
}

const SHOWN = 5;

/** Warns of files of a project that git would never keep. */
export async function ignoredFiles(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Message[]> {
  const ignored = await ignoredPaths(root, paths, signal);
  const [first] = ignored;
  if (first === undefined) return [];
  return [
    {
      code: "IGNORED_BY_GIT",
      message: `Git ignores files of the project and will not commit them: ${firstOf(ignored, SHOWN)}`,
      suggestion: `To find the rule and change it: git check-ignore -v ${first}`,
    },
  ];
}
