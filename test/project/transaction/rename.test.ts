import { expect, test } from "vitest";
import type { FileSystem } from "../../../src/project/disk/file-system.ts";
import { rename } from "../../../src/project/transaction/rename.ts";
import { systemError } from "../faulty-fs.ts";

function failing(times: number, code: string): Pick<FileSystem, "renameSync"> & { tries: number } {
  const fs = {
    tries: 0,
    renameSync: () => {
      if (fs.tries++ < times) throw systemError(code);
    },
  };
  return fs;
}

test("on Windows a file that is held for a moment is renamed when it is let go", async () => {
  const fs = failing(3, "EPERM");
  await rename("a", "b", fs, "win32");
  expect(fs.tries).toBe(4);
});

test("elsewhere, and for other errors, it fails at once", async () => {
  const held = failing(1, "EPERM");
  await expect(rename("a", "b", held, "linux")).rejects.toThrow("EPERM");
  const full = failing(1, "ENOSPC");
  await expect(rename("a", "b", full, "win32")).rejects.toThrow("ENOSPC");
  expect([held.tries, full.tries]).toEqual([1, 1]);
});
