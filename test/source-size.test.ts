import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const MOST_LINES = 250;

test(`no source file has over ${MOST_LINES} lines; Biome holds functions to 60`, () => {
  const root = new URL("../src/", import.meta.url);
  const long = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, lines: readFileSync(new URL(path, root), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > MOST_LINES + 1);
  expect(long).toEqual([]);
});
