import { readFileSync } from "node:fs";
import type { Recording } from "./entries.ts";

// Says on which mutants other tests fail than before: `npm run mutants:compare -- <before> <after>`.
// Exit code 1 where there is a difference.

const [before, after] = process.argv.slice(2).map(read);
if (!before || !after) throw new Error("Say which: npm run mutants:compare -- <before> <after>");

const differences = [
  ...compare("sound", testsOf(before), testsOf(after)),
  ...compare("row", before.rows, after.rows),
];
for (const [title, { failed }] of Object.entries(after.sound)) {
  if (failed.length > 0) differences.push(`sound ${title}\n  fails: ${failed.join("\n  fails: ")}`);
}
for (const difference of differences) console.log(difference);
const count = Object.keys(after.rows).length;
console.log(`${count} mutants, ${differences.length} differences`);
process.exitCode = differences.length > 0 ? 1 : 0;

function read(path: string): Recording {
  return JSON.parse(readFileSync(path, "utf8"));
}

function testsOf({ sound }: Recording) {
  return Object.fromEntries(Object.entries(sound).map(([title, { tests }]) => [title, tests]));
}

type Names = Readonly<Record<string, readonly string[]>>;

function compare(kind: string, before: Names, after: Names): string[] {
  const titles = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return titles.flatMap((title) => {
    const [old, now] = [before[title], after[title]];
    if (!old) return [`${kind} ${title}\n  only after`];
    if (!now) return [`${kind} ${title}\n  only before`];
    const lost = old.filter((name) => !now.includes(name)).map((name) => `  - ${name}`);
    const won = now.filter((name) => !old.includes(name)).map((name) => `  + ${name}`);
    const lines = [...lost, ...won];
    return lines.length > 0 ? [[`${kind} ${title}`, ...lines].join("\n")] : [];
  });
}
