import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Those that begin and end the process, draw on its terminal, or tell that a process is alive which holds a project. */
const ALLOWED = [
  /^cli\/(cancellation|cli|main|process-context|streams)\.ts$/,
  /^prompts\/terminal\//,
  /^project\/transaction\//,
  // The process of plop is ended for it, and a release is rendered with the Node.js of this one.
  /^commands\/(plop|change\/render-release)\.ts$/,
];

test("only a few files read the process; commands are given a context", () => {
  const root = new URL("../src/", import.meta.url);
  const readers = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) =>
      /\bprocess\.[a-z]|= process;/i.test(readFileSync(new URL(path, root), "utf8")),
    )
    .filter((path) => !ALLOWED.some((allowed) => allowed.test(path)));
  expect(readers).toEqual([]);
});
