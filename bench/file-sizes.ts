import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** The files that a command of `node` writes into `app`, and their sizes in bytes. */
export function fileSizes(args: readonly string[]): [path: string, bytes: number][] {
  const directory = mkdtempSync(join(tmpdir(), "unchain-bench-files-"));
  const app = join(directory, "app");
  try {
    execFileSync(process.execPath, args, { cwd: directory, stdio: "ignore" });
    return filesIn(app);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Lists all files below a directory, with their sizes in bytes. */
export function filesIn(directory: string): [path: string, bytes: number][] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(directory, file), statSync(file).size]);
}
