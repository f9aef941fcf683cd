import { errorCode, type FileSystem } from "./file-system.ts";

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
