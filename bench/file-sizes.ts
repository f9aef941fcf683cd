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
    return readdirSync(app, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(app, file), statSync(file).size]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
