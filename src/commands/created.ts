import { readdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** What was there before a project was made, so that all that came after can be taken away. */
export interface Before {
  readonly root: string;
  /** The names in the root; `undefined` where there was no root. */
  readonly names: ReadonlySet<string> | undefined;
  /** Directories above the root that are not there either, innermost first. */
  readonly missing: readonly string[];
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Looks at a target directory before anything is made in it. */
export function lookBefore(root: string): Before {
  const missing: string[] = [];
  for (let above = dirname(root); !isThere(above) && dirname(above) !== above; ) {
    missing.push(above);
    above = dirname(above);
  }
  return { root, names: isThere(root) ? new Set(readdirSync(root)) : undefined, missing };
}

/**
 * Takes away what was made in a target directory since {@link lookBefore}: our files, and whatever
 * the package manager and git added. Only for a run that was cancelled before it ended.
 *
 * @param files paths of our files relative to the root; matters where one lies in a directory that
 *   was there before
 */
export function takeAway({ root, names, missing }: Before, files: Iterable<string>): void {
  const remove = (path: string) =>
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  if (names === undefined) {
    remove(root);
    for (const directory of missing) removeIfEmpty(directory);
    return;
  }
  for (const file of files) remove(join(root, file));
  if (!isThere(root)) return;
  for (const name of readdirSync(root)) {
    if (!names.has(name)) remove(join(root, name));
  }
}

/** Somebody else may have put something there in the meantime. */
function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {}
}
