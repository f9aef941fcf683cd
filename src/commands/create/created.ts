import { readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Change, isWrite } from "../../project/changes.ts";

/** The state before a project was made, so that everything after it can be taken away. */
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
 * git added. What was there has its text again. Only for a run that was cancelled before it ended.
 *
 * @param changes those of the project, whether they have been made or not
 */
export function takeAway({ root, names, missing }: Before, changes: readonly Change[]): void {
  const remove = (path: string) =>
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  if (names === undefined) {
    remove(root);
    for (const directory of missing) removeIfEmpty(directory);
    return;
  }
  for (const { path, action, before, content } of changes) {
    const file = join(root, path);
    if (action === "create") remove(file);
    else if (isWrite(action) && before !== undefined && readFileSync(file, "utf8") === content) {
      writeFileSync(file, before);
    }
  }
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
