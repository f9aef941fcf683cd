import { errorCode, type FileSystem } from "../disk/file-system.ts";

const busy: ReadonlySet<string | undefined> = new Set(["EACCES", "EBUSY", "EPERM"]);
const pausesMs = [10, 20, 40, 80, 160, 320, 640];

/**
 * Renames a file or directory. On Windows a virus scanner or an indexer may hold what was just written for a moment,
 * so there it tries for about a second before it gives up.
 */
export async function rename(
  from: string,
  to: string,
  fs: Pick<FileSystem, "renameSync">,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const pauses = platform === "win32" ? pausesMs : [];
  for (const pause of pauses) {
    try {
      return fs.renameSync(from, to);
    } catch (error) {
      if (!busy.has(errorCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  fs.renameSync(from, to);
}

/** The error codes of a file system that has no links, or none here. */
const linkless: ReadonlySet<string | undefined> = new Set([
  ...["EPERM", "EACCES", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "EINVAL"],
]);

/**
 * Renames a file to a name that nothing has, and says whether it has: what somebody saves there in the same moment is
 * not written over. Where the file system has no links, the moment between looking and renaming is left.
 */
export async function renameToFree(
  from: string,
  to: string,
  fs: Pick<FileSystem, "linkSync" | "lstatSync" | "renameSync" | "unlinkSync">,
): Promise<boolean> {
  try {
    fs.linkSync(from, to);
  } catch (error) {
    const code = errorCode(error);
    if (linkless.has(code)) return renameAfterLooking(from, to, fs);
    if (code !== "EEXIST") throw error;
    if (!isSameFile(from, to, fs)) return false;
  }
  fs.unlinkSync(from);
  return true;
}

async function renameAfterLooking(
  from: string,
  to: string,
  fs: Pick<FileSystem, "lstatSync" | "renameSync">,
): Promise<boolean> {
  if (fs.lstatSync(to, { throwIfNoEntry: false }) !== undefined) return false;
  await rename(from, to, fs);
  return true;
}

/** Returns whether two names are of one file, as after a kill in the middle of {@link renameToFree}. */
export function isSameFile(one: string, other: string, fs: Pick<FileSystem, "lstatSync">): boolean {
  const [a, b] = [one, other].map((file) => fs.lstatSync(file, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino;
}
