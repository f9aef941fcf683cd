import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lookBefore, takeAway } from "../../../src/commands/create/created.ts";
import type { Change } from "../../../src/project/changes.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "unchain-created-"));
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

const created = (...paths: string[]): Change[] =>
  paths.map((path) => ({ path, action: "create", owner: "managed", content: "" }));

function make(root: string): void {
  mkdirSync(join(root, "src"), { recursive: true });
  mkdirSync(join(root, "node_modules", "x"), { recursive: true });
  for (const file of ["src/a.ts", "package.json", "package-lock.json", "node_modules/x/y.js"]) {
    writeFileSync(join(root, file), "");
  }
}

test("a directory that was not there is gone, and those above it too", () => {
  const root = join(base, "a", "b", "app");
  const before = lookBefore(root);
  make(root);
  takeAway(before, created("src/a.ts", "package.json"));
  expect(readdirSync(base)).toEqual([]);
});

test("what somebody else has put above it stays", () => {
  const root = join(base, "a", "app");
  const before = lookBefore(root);
  make(root);
  writeFileSync(join(base, "a", "theirs"), "");
  takeAway(before, []);
  expect(readdirSync(join(base, "a"))).toEqual(["theirs"]);
});

test("a directory that was there is as it was", () => {
  mkdirSync(join(base, ".git"));
  mkdirSync(join(base, "src"));
  writeFileSync(join(base, "src", "theirs.ts"), "");
  const before = lookBefore(base);
  make(base);
  takeAway(before, created("src/a.ts", "package.json"));
  expect(readdirSync(base).sort()).toEqual([".git", "src"]);
  expect(readdirSync(join(base, "src"))).toEqual(["theirs.ts"]);
});

test("a file that was there has its text again, unless somebody has changed it since", () => {
  const change = { action: "update", owner: "managed", before: "theirs", content: "ours" } as const;
  const kept = { path: "kept", action: "keep", owner: "yours", before: "theirs" } as const;
  for (const path of ["README.md", "later", "kept"]) writeFileSync(join(base, path), "theirs");
  const before = lookBefore(base);
  writeFileSync(join(base, "README.md"), "ours");
  writeFileSync(join(base, "later"), "theirs, once more");
  takeAway(before, [{ ...change, path: "README.md" }, { ...change, path: "later" }, kept]);
  const read = (path: string) => readFileSync(join(base, path), "utf8");
  expect([read("README.md"), read("later"), read("kept")]).toEqual([
    "theirs",
    "theirs, once more",
    "theirs",
  ]);
});

test("nothing made, nothing to take away", () => {
  const root = join(base, "app");
  takeAway(lookBefore(root), created("a"));
  expect(existsSync(root)).toBe(false);
});
