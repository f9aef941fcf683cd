import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDERS = ["src", "test", "scripts", "bench", "templates", "docs", "examples"];

/** A file that a text names: one of ours, or one of a generated project. */
const NAMED = /(?<![\w./<>[*-])(?:\.{1,2}\/)*([\w./-]*[\w-]\.(?:ts|hbs|mjs|md))\b(?!\.)/g;

const root = new URL("../", import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), "utf8");

const paths = [
  ...readdirSync(root, { encoding: "utf8" }),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" }).map(
      (path) => `${folder}/${path}`,
    ),
  ),
];

/** Each path, and each end of it that a reader may look for; a template also as what is made of it. */
const known = new Set(
  paths
    .flatMap((path) => [path, path.replace(/\.hbs$/, "")])
    .flatMap((path) => path.split("/").map((_, at, parts) => parts.slice(at).join("/"))),
);

/** Returns the lines of a file that are comments. */
const commentsOf = (path: string): string =>
  textOf(path)
    .split("\n")
    .filter((line) => /^\s*(?:\/\/|\/?\*)/.test(line))
    .join("\n");

const missingIn = (path: string, text: string): string[] =>
  [...text.matchAll(NAMED)]
    .map(([, name = ""]) => name)
    .filter((name) => !known.has(name))
    .map((name) => `${path}: ${name}`);

test("each file that a comment names exists", () => {
  const sources = paths.filter((path) => /^src\/.*\.ts$/.test(path));
  expect(sources.flatMap((path) => missingIn(path, commentsOf(path)))).toEqual([]);
});

test.each(["CONTRIBUTING.md", "AGENTS.md"])("each file and folder that %s names exists", (path) => {
  const text = textOf(path);
  const folders = [...text.matchAll(/`((?:src|test|scripts|templates|docs)\/[\w/-]*)\/`/g)];
  const missing = folders.map(([, name = ""]) => name).filter((name) => !known.has(name));
  expect([...missingIn(path, text), ...missing]).toEqual([]);
});
