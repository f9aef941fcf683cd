import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeFirstCommit } from "../../src/commands/first-commit.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;
const { signal } = new AbortController();

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "unchain-git-"));
  writeFileSync(join(base, "README.md"), "hello\n");
  writeFileSync(join(base, "config"), "[user]\nuseConfigOnly = true\n");
  vi.stubEnv("GIT_CONFIG_GLOBAL", join(base, "config"));
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
  for (const name of ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "EMAIL"]) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: base, encoding: "utf8" }).trim();

describe.skipIf(!hasGit)("the first commit", () => {
  test("holds all files, by the user", async () => {
    writeFileSync(join(base, "config"), "[user]\nname = Ada\nemail = ada@example.com\n");
    expect(await makeFirstCommit(base, signal)).toEqual({ outcome: "committed" });
    expect(git("log", "--format=%an %s")).toBe("Ada Create the project with Unchain");
    expect(git("ls-files")).toContain("README.md");
    expect(git("status", "--porcelain")).toBe("");
    expect(git("branch", "--show-current")).toBe("main");
  });

  test("is by Unchain where git knows nobody, and says so", async () => {
    const { outcome, note } = await makeFirstCommit(base, signal);
    expect(outcome).toBe("committed");
    expect(note).toContain("git commit --amend --reset-author");
    expect(git("log", "--format=%an")).toBe("Unchain");
  });

  test("keeps to the user's name for the first branch", async () => {
    writeFileSync(join(base, "config"), "[init]\ndefaultBranch = trunk\n");
    await makeFirstCommit(base, signal);
    expect(git("branch", "--show-current")).toBe("trunk");
  });

  test("neither signs nor runs hooks, which could wait for somebody", async () => {
    mkdirSync(join(base, "hooks"));
    writeFileSync(join(base, "hooks", "pre-commit"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    writeFileSync(
      join(base, "config"),
      `[core]\nhooksPath = ${join(base, "hooks")}\n[commit]\ngpgSign = true\n[gpg]\nprogram = false\n`,
    );
    expect((await makeFirstCommit(base, signal)).outcome).toBe("committed");
  });

  test("is not made inside a repository", async () => {
    git("init", "--quiet");
    mkdirSync(join(base, "app"));
    expect(await makeFirstCommit(join(base, "app"), signal)).toEqual({
      outcome: "inside-repository",
    });
  });

  test("a git that fails is told, not thrown", async () => {
    writeFileSync(join(base, ".git"), "not a repository\n");
    expect(await makeFirstCommit(base, signal)).toMatchObject({
      outcome: "failed",
      note: expect.stringContaining("git init failed"),
    });
  });
});

test("without git there is no commit", async () => {
  vi.stubEnv("PATH", base);
  expect(await makeFirstCommit(base, signal)).toEqual({ outcome: "no-git" });
});
