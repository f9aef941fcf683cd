import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

const MOST_LINES = 250;
const MOST_FILES = 15;
const root = new URL("../src/", import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".ts"),
);

test(`no source file has over ${MOST_LINES} lines; Biome holds functions to 60`, () => {
  const long = sources
    .map((path) => ({ path, lines: readFileSync(new URL(path, root), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > MOST_LINES + 1);
  expect(long).toEqual([]);
});

test(`no folder of sources has over ${MOST_FILES} files, and each has a line in CONTRIBUTING`, () => {
  const map = readFileSync(new URL("../CONTRIBUTING.md", import.meta.url), "utf8");
  const folders = sources.map(dirname);
  const names = [...new Set(folders)].filter((name) => name !== ".");
  const sizeOf = (name: string) => folders.filter((folder) => folder === name).length;
  expect(names.filter((name) => sizeOf(name) > MOST_FILES)).toEqual([]);
  expect(names.filter((name) => !map.includes(`\`src/${name}/\``))).toEqual([]);
});
