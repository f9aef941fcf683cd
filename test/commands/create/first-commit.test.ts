import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { amendFirstCommit, makeFirstCommit } from "../../../src/commands/create/first-commit.ts";

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
    expect(await makeFirstCommit(base, signal)).toEqual({
      outcome: "committed",
      hash: expect.stringMatching(/^[0-9a-f]{40}/),
    });
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
    for (const hook of ["pre-commit", "prepare-commit-msg", "post-commit"]) {
      const script = `#!/bin/sh\ntouch "${base}/ran"\nexit 1\n`;
      writeFileSync(join(base, "hooks", hook), script, { mode: 0o755 });
    }
    writeFileSync(
      join(base, "config"),
      `[core]\nhooksPath = ${join(base, "hooks")}\n[commit]\ngpgSign = true\n[gpg]\nprogram = false\n`,
    );
    const { outcome, hash = "" } = await makeFirstCommit(base, signal);
    expect(outcome).toBe("committed");
    expect(await amendFirstCommit(base, hash, signal)).toBe(true);
    expect(existsSync(join(base, "ran"))).toBe(false);
  });

  test("is made where git turns line endings, and is strict about it", async () => {
    writeFileSync(join(base, "config"), "[core]\nautocrlf = true\nsafecrlf = true\n");
    expect((await makeFirstCommit(base, signal)).outcome).toBe("committed");
  });

  test("takes in what was installed, as long as nobody has built upon it", async () => {
    const { hash = "" } = await makeFirstCommit(base, signal);
    writeFileSync(join(base, "package-lock.json"), "{}\n");
    expect(await amendFirstCommit(base, hash, signal)).toBe(true);
    expect(git("log", "--format=%an %s")).toBe("Unchain Create the project with Unchain");
    expect(git("ls-files")).toContain("package-lock.json");
    expect(git("status", "--porcelain")).toBe("");

    const theirs = git("rev-parse", "HEAD");
    writeFileSync(join(base, "yarn.lock"), "");
    expect(await amendFirstCommit(base, hash, signal)).toBe(false);
    expect([git("rev-parse", "HEAD"), git("status", "--porcelain")]).toEqual([
      theirs,
      "?? yarn.lock",
    ]);
  });

  test("is made in the directory, also by a hook of another repository", async () => {
    const other = join(base, "other");
    const app = join(base, "app");
    for (const directory of [other, app]) mkdirSync(directory);
    writeFileSync(join(app, "a"), "");
    execFileSync("git", ["init", "--quiet"], { cwd: other });
    vi.stubEnv("GIT_DIR", join(other, ".git"));
    vi.stubEnv("GIT_INDEX_FILE", join(other, ".git", "index"));
    expect((await makeFirstCommit(app, signal)).outcome).toBe("committed");
    expect(existsSync(join(app, ".git"))).toBe(true);
    expect(existsSync(join(other, ".git", "index"))).toBe(false);
  });

  test("is not made in a repository that is not git's", async () => {
    mkdirSync(join(base, ".hg"));
    expect(await makeFirstCommit(base, signal)).toEqual({ outcome: "inside-repository" });
    expect(existsSync(join(base, ".git"))).toBe(false);
  });

  test("is made in a directory that the repository around it ignores", async () => {
    git("init", "--quiet");
    writeFileSync(join(base, ".gitignore"), "app\n");
    mkdirSync(join(base, "app"));
    writeFileSync(join(base, "app", "a"), "");
    const host = { top: base, isIgnored: true };
    expect((await makeFirstCommit(join(base, "app"), signal, host)).outcome).toBe("committed");
    expect(existsSync(join(base, "app", ".git"))).toBe(true);
  });

  test("is not made where git does not answer for the repository around, which is told", async () => {
    mkdirSync(join(base, ".git"));
    mkdirSync(join(base, "app"));
    const refused = {
      outcome: "inside-repository",
      note: expect.stringMatching(/^git reports an error for the repository: fatal: /),
    };
    expect(await makeFirstCommit(join(base, "app"), signal, { top: base })).toEqual(refused);
    // As where a linked worktree's repository has been moved away.
    rmSync(join(base, ".git"), { recursive: true });
    writeFileSync(join(base, ".git"), "gitdir: /nowhere\n");
    expect(await makeFirstCommit(join(base, "app"), signal)).toEqual(refused);
    expect(existsSync(join(base, "app", ".git"))).toBe(false);
  });

  test("is not made inside a repository", async () => {
    git("init", "--quiet");
    mkdirSync(join(base, "app"));
    expect(await makeFirstCommit(join(base, "app"), signal)).toEqual({
      outcome: "inside-repository",
    });
  });

  test("a git that fails is told, not thrown", async () => {
    writeFileSync(join(base, "config"), "[init]\ndefaultBranch = no..branch\n");
    expect(await makeFirstCommit(base, signal)).toMatchObject({
      outcome: "failed",
      note: expect.stringContaining("git init failed"),
    });
  });
});

test("without git commit", async () => {
  vi.stubEnv("PATH", base);
  expect(await makeFirstCommit(base, signal)).toEqual({ outcome: "no-git" });
});
