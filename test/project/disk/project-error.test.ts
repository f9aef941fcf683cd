import { expect, test } from "vitest";
import { outcomeOf } from "../../../src/commands/outcome/outcome.ts";
import { readDisk } from "../../../src/project/disk/disk.ts";
import { explainSystemError, ProjectError } from "../../../src/project/disk/project-error.ts";
import { disk, intercept, systemError } from "../faulty-fs.ts";

const CODES = [
  ...["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EISDIR", "ENOTDIR", "ELOOP", "EIO"],
  ...["ENAMETOOLONG", "EMFILE", "ENFILE", "EBUSY", "ETXTBSY", "ENOENT"],
];

test.each(CODES)("%s is a problem with a path and a fix, never a mistake of ours", (code) => {
  const error = Object.assign(systemError(code), { path: "/shop/README.md" });
  for (const aim of ["read", "write"] as const) {
    const explained = explainSystemError(error, aim);
    if (!(explained instanceof ProjectError)) throw explained;
    expect(explained.problems).toMatchObject([{ path: "/shop/README.md" }]);
    expect(explained.problems[0]?.suggestion).toMatch(/\.$/);
    expect(explained.problems[0]?.message).not.toMatch(code);
  }
  expect(outcomeOf(error)).toMatchObject({ status: "error", exitCode: 1 });
});

test("what is not to be read is said to be so", () => {
  expect(outcomeOf(systemError("EACCES"))).toMatchObject({ problems: [{ code: "NOT_READABLE" }] });
});

test("a system error of which nothing is known keeps its message", () => {
  expect(outcomeOf(systemError("EXYZ"))).toMatchObject({
    problems: [
      {
        code: "READ_FAILED",
        message: "EXYZ: injected",
        suggestion: expect.stringMatching(/again/),
      },
    ],
  });
});

test("a mistake of ours is none of the file system", () => {
  expect(outcomeOf(new TypeError("x"))).toBeUndefined();
  expect(outcomeOf(Object.assign(new Error("x"), { code: "ERR_INVALID_ARG" }))).toBeUndefined();
});

test("whichever call is refused while the files of a project are read, the file is named", () => {
  const paths = ["a.ts", "src/b.ts", "src/deep/c.ts"];
  for (let failing = 1; failing < 100; failing++) {
    const { fs } = disk({ "/shop/a.ts": "a", "/shop/src/b.ts": "b", "/shop/src/deep/c.ts": "c" });
    let isRefused = false;
    const faulty = intercept(fs, ({ index, whole }) => {
      if (index !== failing) return whole();
      isRefused = true;
      throw systemError("EACCES");
    });
    const read = () => readDisk("/shop", paths, faulty);
    if (failing === 99) expect(read).not.toThrow();
    try {
      read();
    } catch (error) {
      expect((error as ProjectError).problems).toMatchObject([{ code: "NOT_READABLE" }]);
      expect(paths).toContain((error as ProjectError).problems[0]?.path);
    }
    if (!isRefused) return;
  }
});
