import { hostname } from "node:os";
import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/project/changes.ts";
import type { FileSystem } from "../../../src/project/disk/file-system.ts";
import { exactHash } from "../../../src/project/disk/hash.ts";
import { ProjectError } from "../../../src/project/disk/project-error.ts";
import { commit } from "../../../src/project/transaction/commit.ts";
import { repair } from "../../../src/project/transaction/repair.ts";
import { create, disk, everything, intercept, later } from "../faulty-fs.ts";

const root = "/home/shop";

async function codes(promise: Promise<unknown>): Promise<string[]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProjectError);
  return (error as ProjectError).problems.map(({ code }) => code);
}

/** Expects the commit to be refused with these codes and the disk to be as it was. */
async function expectRefusal(
  fs: FileSystem,
  changes: readonly Change[],
  expected: readonly string[],
): Promise<void> {
  const before = everything(fs);
  expect(await codes(commit(root, changes, { fs }))).toEqual(expected);
  expect(everything(fs)).toEqual(before);
}

const update = (path: string, before: string, content: string): Change => ({
  path,
  action: "update",
  owner: "managed",
  before,
  content,
});

test.each(["update", "remove", "create"] as const)(
  "what somebody saves while it writes is not lost: %s",
  async (action) => {
    const isThere = action !== "create";
    const { fs, raw } = disk({ [`${root}/a`]: "a", ...(isThere && { [`${root}/b`]: "b" }) });
    const other = update("a", "a", "new");
    const change = { ...update("b", "b", "new"), action };
    const before = everything(fs);
    const slow = intercept(fs, ({ name, whole }) => {
      if (name === "chmodSync") raw.writeFileSync(`${root}/b`, "mine");
      return whole();
    });
    expect(await codes(commit(root, [other, change], { fs: slow }))).toEqual(["CHANGED_MEANWHILE"]);
    expect(everything(fs)).toEqual({ ...before, [`${root}/b`]: expect.stringMatching(/ mine$/) });
  },
);

describe("commit refuses, before it writes anything,", () => {
  test.each([
    "../outside.txt",
    "src/../../outside.txt",
    "/etc/passwd",
    "C:/windows/system.ini",
    "src\\steps\\pay.ts",
    "src//pay.ts",
    "./README.md",
    "",
    "aux",
    "src/NUL.ts",
    "src/com1.test.ts",
    "src/pay.ts.",
    "src/pay ",
    "src/pay:stream",
    "src/pay\n.ts",
    ".git/hooks/pre-commit",
    ".unchain/journal.json",
  ])("the path %j", async (path) => {
    await expectRefusal(disk({ [root]: null }).fs, [create(path, "x")], ["UNSAFE_PATH"]);
    await expectRefusal(disk({ "/home": null }).fs, [create(path, "x")], ["UNSAFE_PATH"]);
  });

  test("paths that are one file where case does not count, or file and directory at once", async () => {
    const changes = [
      create("a/X.ts", ""),
      create("a/x.ts", ""),
      create("b", ""),
      create("b/c.ts", ""),
    ];
    await expectRefusal(disk({ [root]: null }).fs, changes, ["PATH_COLLISION", "PATH_COLLISION"]);
  });

  test("a conflict, whatever else there is to do", async () => {
    const conflict: Change = { path: "b", action: "conflict", owner: "managed" };
    const { fs } = disk({ [root]: null });
    const before = everything(fs);
    await expect(commit(root, [create("a", ""), conflict], { fs })).rejects.toThrow("conflict");
    expect(everything(fs)).toEqual(before);
  });

  test("a directory, a link or a file in the way, all at once", async () => {
    const { fs, raw } = disk({ [`${root}/a`]: null, [`${root}/b`]: "file", [`${root}/c`]: "file" });
    raw.symlinkSync("c", `${root}/d`);
    const changes = [create("a", ""), create("b/x.ts", ""), create("c", ""), create("d", "")];
    await expectRefusal(fs, changes, [
      "IN_THE_WAY",
      "IN_THE_WAY",
      "CHANGED_MEANWHILE",
      "IN_THE_WAY",
    ]);
  });

  test("a symbolic link out of the root, even one that leads nowhere", async () => {
    const { fs, raw } = disk({ [root]: null, "/etc/passwd": "root" });
    raw.symlinkSync("/etc", `${root}/src`);
    raw.symlinkSync("/nowhere", `${root}/test`);
    const changes = [create("src/a.ts", ""), create("src/deep/b.ts", ""), create("test/c.ts", "")];
    await expectRefusal(fs, changes, ["OUTSIDE_ROOT", "OUTSIDE_ROOT", "OUTSIDE_ROOT"]);
  });

  test("to write through a link in the place of .unchain", async () => {
    const { fs, raw } = disk({ [root]: null, "/etc/passwd": "root" });
    raw.symlinkSync("/etc", `${root}/.unchain`);
    await expectRefusal(fs, [create("a", "")], ["NOT_A_DIRECTORY"]);
  });

  test("a file that has changed, appeared or disappeared since the plan", async () => {
    const { fs } = disk({ [`${root}/a`]: "new", [`${root}/b`]: "there" });
    const changes = [update("a", "old", "x"), create("b", "x"), update("c", "old", "x")];
    await expectRefusal(fs, changes, [
      "CHANGED_MEANWHILE",
      "CHANGED_MEANWHILE",
      "CHANGED_MEANWHILE",
    ]);
    await expectRefusal(
      disk({ "/home": null }).fs,
      [update("c", "old", "x")],
      ["CHANGED_MEANWHILE"],
    );
  });

  test("a read-only file, and a read-only directory", async () => {
    const { fs, raw } = disk({ [`${root}/a`]: "old", [`${root}/src/b`]: "b" });
    raw.chmodSync(`${root}/a`, 0o444);
    raw.chmodSync(`${root}/src`, 0o555);
    const changes = [update("a", "old", "x"), create("src/c", ""), create("src/deep/d", "")];
    await expectRefusal(fs, changes, ["NOT_WRITABLE", "NOT_WRITABLE", "NOT_WRITABLE"]);
  });

  test("a new project in a read-only directory", async () => {
    const { fs, raw } = disk({ "/home": null });
    raw.chmodSync("/home", 0o555);
    await expectRefusal(fs, [create("a", "")], ["NOT_WRITABLE"]);
  });

  test("a new project below a file", async () => {
    await expectRefusal(disk({ "/home": "file" }).fs, [create("a", "")], ["NOT_A_DIRECTORY"]);
  });
});

describe("commit", () => {
  test("touches nothing, not even the root, if there is nothing to do", async () => {
    const { fs } = disk({ "/home": null });
    await commit(root, [{ path: "a", action: "keep", owner: "yours" }], { fs });
    expect(everything(fs)).toEqual({ "/home": "directory" });
  });

  test("keeps the mode of a file that it updates", async () => {
    const { fs, raw } = disk({ [`${root}/run.sh`]: "old" });
    raw.chmodSync(`${root}/run.sh`, 0o755);
    await commit(root, [update("run.sh", "old", "new")], { fs });
    expect(everything(fs)[`${root}/run.sh`]).toBe("755 new");
  });

  test("does not begin if the signal is aborted already", async () => {
    const { fs } = disk({ "/home": null });
    const signal = AbortSignal.abort(new Error("stop"));
    await expect(commit(root, [create("a", "")], { fs, signal })).rejects.toThrow("stop");
    expect(everything(fs)).toEqual({ "/home": "directory" });
  });

  test("writes text as UTF-8", async () => {
    const { fs } = disk({ "/home": null });
    await commit(root, [create("a", "Grüße 🎉\n")], { fs });
    expect(fs.readFileSync(`${root}/a`)).toEqual(Buffer.from("Grüße 🎉\n", "utf8"));
  });
});

describe("of two runs at once", () => {
  const marker = `${root}/.unchain/running`;
  const staged = "/home/.shop.unchain/.unchain/running";
  const other = JSON.stringify({ pid: process.pid, host: hostname() });

  test.each([
    ["in a directory", { [marker]: other }],
    ["in a new directory", { [staged]: other }],
    ["whose marker is just being written", { [marker]: "" }],
    ["on another machine", { [marker]: JSON.stringify({ pid: 1, host: "elsewhere" }) }],
  ])("the second is refused: %s", async (_, before) => {
    await expectRefusal(disk(before).fs, [create("a", "")], ["ALREADY_RUNNING"]);
    expect(await codes(repair(root, { fs: disk(before).fs }))).toEqual(["ALREADY_RUNNING"]);
  });

  test.each([
    ["in a directory", { [marker]: other }],
    ["in a new directory", { [staged]: other, "/home/.shop.unchain/half": "" }],
    ["with half a marker", { [marker]: '{"pid"' }],
  ])("the first does not count if it is gone: %s", async (_, before) => {
    const { fs } = disk({ "/home": null, ...before });
    await commit(root, [create("a", "")], { fs, around: later });
    expect(everything(fs)).toEqual({
      "/home": "directory",
      [root]: "directory",
      [`${root}/a`]: expect.stringContaining(" "),
    });
  });

  test("a directory of the user's that has the name of ours is not removed", async () => {
    const { fs } = disk({ "/home/.shop.unchain/thesis.txt": "years of work" });
    const before = everything(fs);
    expect(await codes(commit(root, [create("a", "")], { fs, around: later }))).toEqual([
      "IN_THE_WAY",
    ]);
    expect(everything(fs)).toEqual(before);
  });
});

describe("repair", () => {
  const journal = (entries: unknown, directories: unknown = []) =>
    JSON.stringify({ version: 1, id: "id1", directories, entries });

  test("does nothing where there is nothing to repair", async () => {
    const { fs } = disk({ [`${root}/.unchain/lock.json`]: "{}" });
    const before = everything(fs);
    expect(await repair(root, { fs })).toBe(false);
    expect(await repair("/elsewhere", { fs })).toBe(false);
    expect(everything(fs)).toEqual(before);
  });

  test.each([
    ["not JSON", "{"],
    ["null", "null"],
    [
      "a path out of the root",
      journal([{ path: "../victim", action: "create", hash: exactHash("x") }]),
    ],
    ["an absolute path", journal([{ path: "/victim", action: "remove" }])],
    ["a directory out of the root", journal([], ["../victims"])],
    ["an id with a path", JSON.stringify({ version: 1, id: "../x", directories: [], entries: [] })],
    ["an unknown action", journal([{ path: "a", action: "explode" }])],
    ["a missing hash", journal([{ path: "a", action: "create" }])],
    ["entries that are no list", journal({ length: 1 })],
  ])("refuses a journal with %s and touches nothing", async (_, text) => {
    const { fs } = disk({
      [`${root}/.unchain/journal.json`]: text,
      "/home/victim": "x",
      "/home/victims": null,
      "/victim": "x",
    });
    const before = everything(fs);
    expect(await codes(repair(root, { fs, around: later }))).toEqual(["INVALID_JOURNAL"]);
    expect(everything(fs)).toEqual(before);
  });

  test("does not follow a link that leads out of the root", async () => {
    const entry = { path: "src/victim", action: "create", hash: exactHash("x") };
    const { fs, raw } = disk({
      [`${root}/.unchain/journal.json`]: journal([entry], ["src", "src/empty"]),
      "/outside/victim": "x",
      "/outside/empty": null,
    });
    raw.symlinkSync("/outside", `${root}/src`);
    await repair(root, { fs, around: later });
    expect(everything(fs, "/outside")).toEqual({
      "/outside/victim": expect.stringContaining("x"),
      "/outside/empty": "directory",
    });
  });

  test("keeps files that the user has worked on since the crash", async () => {
    const { fs } = disk({
      [`${root}/.unchain/journal.json`]: journal([
        { path: "a", action: "create", hash: exactHash("generated") },
        { path: "b", action: "replace", hash: exactHash("generated") },
      ]),
      [`${root}/a`]: "edited",
      [`${root}/b`]: "edited",
      [`${root}/.b.unchain-id1.old`]: "old",
    });
    expect(await repair(root, { fs, around: later })).toBe(true);
    expect(fs.readFileSync(`${root}/a`, "utf8")).toBe("edited");
    expect(fs.readFileSync(`${root}/b`, "utf8")).toBe("edited");
    expect(fs.readFileSync(`${root}/.b.unchain-id1.old`, "utf8")).toBe("old");
  });
});
