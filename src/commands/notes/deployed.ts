import { existsSync } from "node:fs";
import { join } from "node:path";
import { LOCK_PATH } from "../../project/lock-path.ts";
import { gitIn } from "../../project/repository/git.ts";
import { descriptions } from "../../targets/descriptions.ts";

/** The files that building and deploying leave in a project, whatever it was deployed with before. */
const LEFT = Object.values(descriptions).flatMap(({ words }) => words.leaves);

/**
 * Tells whether a project may have been deployed. Only AWS knows; it has not where nothing was ever
 * built in its directory, and git has sent it nowhere else.
 */
export async function mayBeDeployed(root: string, signal: AbortSignal): Promise<boolean> {
  if (LEFT.some((name) => existsSync(join(root, name)))) return true;
  const git = await gitIn(root, signal);
  const pushed = await git(["rev-list", "--max-count=1", "--remotes", "--", LOCK_PATH]);
  return pushed.failed || pushed.stdout !== "";
}
