import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Change } from "../../../src/project/changes.ts";
import { stageConflicts } from "../../../src/project/repository/stage-conflicts.ts";
import { commit } from "../../../src/project/transaction/commit.ts";

let home: string;

beforeEach(() => {
  home = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "unchain-stages-")));
});

afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const git = async (cwd: string, ...args: string[]): Promise<string> => {
  const settings = ["user.name=a", "user.email=a@b.c", "protocol.file.allow=always"];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  return (await execa("git", [...flags, ...args], { cwd })).stdout;
};

const conflict = (before: string): Change => ({
  path: "docs/grüße 1.md",
  action: "conflict",
  owner: "managed",
  before,
  content: "<<<<<<< yours\nmine\n||||||| base\nold\n=======\nnew\n>>>>>>> unchain 1\n",
  conflict: { hunks: [], lines: [], base: "old\n", ours: "new\n", isMarked: true },
});

/** A repository with the file of the conflict, executable, in a folder of it. */
async function repository(directory: string, folder: string, text = "mine\n"): Promise<string> {
  const root = join(directory, folder);
  fs.mkdirSync(join(root, "docs"), { recursive: true });
  fs.writeFileSync(join(root, "docs/grüße 1.md"), text, { mode: 0o755 });
  await git(directory, "init", "--quiet");
  await git(directory, "add", ".");
  await git(directory, "commit", "--quiet", "--message", "a");
  return root;
}

async function expectStages(root: string): Promise<void> {
  const unmerged = await git(root, "ls-files", "--unmerged", "-z");
  const entries = unmerged.split("\0").filter((entry) => entry !== "");
  expect(
    entries.map((entry) => /^100755 \w+ ([123])\tdocs\/grüße 1\.md$/.exec(entry)?.[1]),
  ).toEqual(["1", "2", "3"]);
  const texts = [1, 2, 3].map((stage) =>
    git(root, "cat-file", "-p", `:${stage}:./docs/grüße 1.md`),
  );
  expect(await Promise.all(texts)).toEqual(["old", "mine", "new"]);
  expect(await git(root, "status", "--porcelain")).toMatch(/^UU /);
}

test.each(["", "services/shop"])("git knows the three sides, in folder '%s'", async (folder) => {
  const root = await repository(home, folder);
  const changes = [conflict("mine\n")];
  await commit(root, changes);
  expect(await stageConflicts(root, changes)).toBeUndefined();
  await expectStages(root);
  await git(root, "add", ".");
  expect(await git(root, "ls-files", "--unmerged")).toBe("");
});

test("in a worktree and in a submodule too", async () => {
  const main = join(home, "main");
  fs.mkdirSync(main);
  await repository(main, "");
  await git(main, "worktree", "add", "--quiet", "../tree");
  const outer = join(home, "outer");
  fs.mkdirSync(outer);
  await git(outer, "init", "--quiet");
  await git(outer, "submodule", "--quiet", "add", main, "sub");
  for (const root of [join(home, "tree"), join(outer, "sub")]) {
    await stageConflicts(root, [conflict("mine\n")]);
    await expectStages(root);
  }
});

test("line endings are converted as git converts them", async () => {
  const root = await repository(home, "");
  await git(root, "config", "core.autocrlf", "true");
  await stageConflicts(root, [conflict("mine\r\n")]);
  expect(await git(root, "cat-file", "-s", ":2:./docs/grüße 1.md")).toBe("5");
});

test("nothing happens without a repository, without markers, and an index that is locked is told", async () => {
  fs.mkdirSync(join(home, "docs"));
  fs.writeFileSync(join(home, "docs/grüße 1.md"), "");
  expect(await stageConflicts(home, [conflict("")])).toBeUndefined();

  const root = await repository(home, "");
  const { conflict: _, ...unmarked } = conflict("mine\n");
  expect(await stageConflicts(root, [unmarked])).toBeUndefined();
  expect(await git(root, "ls-files", "--unmerged")).toBe("");

  fs.writeFileSync(join(root, ".git/index.lock"), "");
  expect(await stageConflicts(root, [conflict("mine\n")])).toMatch(/index\.lock/);
});
