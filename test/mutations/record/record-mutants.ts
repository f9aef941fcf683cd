import { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { toRecording, unfinished } from "./entries.ts";

// Records which tests of the generated projects fail on each mutant, to compare two versions of the
// generator: `npm run mutants:record -- <file>`. Goes on where it was stopped.

const SECONDS_WITHOUT_END = 900;

const [output] = process.argv.slice(2);
if (!output) throw new Error("Say where to write to: npm run mutants:record -- <file>");
const directory = `${resolve(output)}.journals`;
mkdirSync(directory, { recursive: true });
const root = fileURLToPath(new URL("../../..", import.meta.url));

const parts = Math.min(availableParallelism(), 2);
const journals = Array.from({ length: parts }, (_, part) => join(directory, `${part}.jsonl`));
await Promise.all(journals.map(recordPart));
writeFileSync(output, `${JSON.stringify(toRecording(journals), null, 1)}\n`);

async function recordPart(journal: string, part: number): Promise<void> {
  for (;;) {
    const exitCode = await runPart(journal, part);
    if (exitCode === 0) return;
    const title = unfinished(journal);
    if (!title) throw new Error("The recording has failed.");
    const nameless = { failed: ["(the run itself)"], endless: ["(the run itself)"] };
    appendFileSync(journal, `${JSON.stringify({ kind: "row", title, ...nameless })}\n`);
  }
}

/** Runs Vitest until it ends, or until no mutant has ended for too long: it is stuck in a loop. */
async function runPart(journal: string, part: number): Promise<number | undefined> {
  const vitest = execa(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      ...["run", "--config", "test/mutations/record/record.config.ts"],
    ],
    {
      cwd: root,
      env: { RECORD_JOURNAL: journal, RECORD_PART: `${part}/${parts}` },
      stdio: ["ignore", "inherit", "inherit"],
      reject: false,
    },
  );
  let length = 0;
  let idleSeconds = 0;
  const watch = setInterval(() => {
    const grown = lengthOf(journal) - length;
    length += grown;
    idleSeconds = grown > 0 ? 0 : idleSeconds + 10;
    if (idleSeconds > SECONDS_WITHOUT_END) vitest.kill("SIGKILL");
  }, 10_000);
  const { exitCode } = await vitest;
  clearInterval(watch);
  return exitCode;
}

function lengthOf(journal: string): number {
  return existsSync(journal) ? statSync(journal).size : 0;
}
