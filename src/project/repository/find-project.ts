import { dirname, join } from "node:path";
import type { FileSystem } from "../disk/file-system.ts";
import { LOCK_PATH } from "../lock-path.ts";
import { FINISHED_PATH, JOURNAL_PATH } from "../transaction/journal.ts";

/** A run that was killed while it replaced the lock has left its journal only. */
const MARKS = [LOCK_PATH, JOURNAL_PATH, FINISHED_PATH];

/** The root of the project that a directory is in: the nearest one upwards that Unchain made. */
export function findProject(
  directory: string,
  fs: Pick<FileSystem, "lstatSync">,
): string | undefined {
  const isRoot = MARKS.some(
    (path) => fs.lstatSync(join(directory, path), { throwIfNoEntry: false }) !== undefined,
  );
  if (isRoot) return directory;
  const above = dirname(directory);
  return above === directory ? undefined : findProject(above, fs);
}
