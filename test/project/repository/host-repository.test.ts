import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hostRepository } from "../../../src/project/repository/host-repository.ts";
import { disk } from "../faulty-fs.ts";

const hostOf = (root: string, files: Record<string, string | null>) =>
  hostRepository(root, disk(files).fs);

const at = (files: Record<string, string | null>) =>
  hostOf("/repo/services/orders", { "/repo/.git/HEAD": "", ...files });

describe("the repository around a new project", () => {
  test("is found upward, from a directory that is not there", () => {
    expect(at({})).toEqual({ top: "/repo" });
  });

  test("may be a worktree or a submodule, where .git is a file", () => {
    expect(hostOf("/repo/a", { "/repo/.git": "gitdir: elsewhere" })).toEqual({ top: "/repo" });
  });

  test("is not there without version control, whatever lies above", () => {
    expect(hostOf("/home/me/a", { "/home/me/package-lock.json": "{}" })).toBeUndefined();
  });

  test("is not its own", () => {
    expect(hostOf("/repo", { "/repo/.git/HEAD": "" })).toBeUndefined();
  });

  test("may have files and directories that cannot be read", () => {
    const { fs } = disk({ "/repo/.git/HEAD": "", "/repo/yarn.lock": "", "/repo/a/b.txt": "" });
    const closed = {
      ...fs,
      statSync: fs.statSync,
      readFileSync: fs.readFileSync,
      readdirSync: ((path: string) => {
        if (path === "/repo/a") throw Object.assign(new Error("EACCES"), { code: "EACCES" });
        return fs.readdirSync(path);
      }) as typeof fs.readdirSync,
    };
    expect(hostRepository("/repo/a/orders", closed)).toEqual({
      top: "/repo",
      packageManager: "yarn",
    });
  });

  test("ends what is looked at: the directories above are of no concern", () => {
    expect(hostOf("/home/repo/a", { "/home/repo/.git/HEAD": "", "/home/yarn.lock": "" })).toEqual({
      top: "/home/repo",
    });
  });
});

describe("its package manager", () => {
  test.each([
    ["package-lock.json", "npm"],
    ["npm-shrinkwrap.json", "npm"],
    ["pnpm-lock.yaml", "pnpm"],
    ["yarn.lock", "yarn"],
    ["bun.lock", "bun"],
    ["bun.lockb", "bun"],
  ])("left %s: %s", (file, expected) => {
    expect(at({ [`/repo/${file}`]: "" })?.packageManager).toBe(expected);
  });

  test("is what package.json declares, before what a lock file says", () => {
    const files = {
      "/repo/package.json": '{ "packageManager": "yarn@4.9.1" }',
      "/repo/package-lock.json": "{}",
    };
    expect(at(files)?.packageManager).toBe("yarn");
  });

  test("is the nearest one", () => {
    const files = { "/repo/yarn.lock": "", "/repo/services/pnpm-lock.yaml": "" };
    expect(at(files)?.packageManager).toBe("pnpm");
  });

  test.each(['{ "packageManager": "cargo@1" }', "not json", "[]", "null"])(
    "is unknown where package.json is %s",
    (text) => {
      expect(at({ "/repo/package.json": text })).toEqual({ top: "/repo" });
    },
  );
});

describe("its workspace", () => {
  test("is listed in pnpm-workspace.yaml, else in package.json", () => {
    const manifest = { "/repo/package.json": '{ "workspaces": ["packages/*"] }' };
    expect(at(manifest)?.workspaceFile).toBe(join("/repo/package.json"));
    expect(at({ ...manifest, "/repo/pnpm-workspace.yaml": "" })).toEqual({
      top: "/repo",
      packageManager: "pnpm",
      workspaceFile: join("/repo/pnpm-workspace.yaml"),
    });
  });

  test("may be in a directory below the top", () => {
    const files = { "/repo/services/package.json": '{ "workspaces": [] }' };
    expect(at(files)?.workspaceFile).toBe(join("/repo/services/package.json"));
  });
});
