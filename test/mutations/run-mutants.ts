import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { cleanEnv } from "../e2e/command-line.ts";
import {
  removeProject,
  renderProject,
  workspace,
  writeProject,
} from "../e2e/generated/install-project.ts";
import { readResults, type TestResult } from "../e2e/generated/project-commands.ts";
import { type Mutation, mutate } from "./mutation.ts";

/** What became of a mutation. */
export interface Outcome {
  /** The tests that it must turn red, in the project as it is generated. */
  readonly sound: readonly TestResult[];
  /** The same in the broken project. */
  readonly broken: readonly TestResult[];
}

/**
 * Runs the tests named in `red` in a copy of the project for each mutation, and in one that is not
 * broken. One run of Vitest for all copies: each has its own process, as many at a time as there
 * are processors.
 */
export async function runMutants(mutations: readonly Mutation[]): Promise<Outcome[]> {
  const root = mkdtempSync(join(workspace, "mutants-"));
  try {
    const sound = new Map<string, readonly Mutation[]>();
    for (const mutation of mutations) {
      const key = soundFolder(mutation);
      sound.set(key, [...(sound.get(key) ?? []), mutation]);
    }
    for (const [folder, all] of sound) {
      const [first] = all;
      if (first) writeCopy(root, folder, first, all, (text) => text);
    }
    for (const [index, mutation] of mutations.entries()) {
      const broken = (text: string) => mutate(mutation, text) ?? text;
      writeCopy(root, mutantFolder(index), mutation, [mutation], broken);
    }
    const results = await runAll(root);
    const resultsOf = (folder: string, { red }: Mutation) =>
      results.flatMap(({ file, name, passed }) =>
        file.startsWith(`${folder}/`) && red.test(name) ? [{ file, name, passed }] : [],
      );
    return mutations.map((mutation, index) => ({
      sound: resultsOf(soundFolder(mutation), mutation),
      broken: resultsOf(mutantFolder(index), mutation),
    }));
  } finally {
    removeProject(root);
  }
}

const mutantFolder = (index: number) => `mutant-${index}`;

const soundFolder = ({ transport, workflow, test }: Mutation) =>
  `sound-${transport}-${workflow}-${test}`.replaceAll(" ", "-");

function writeCopy(
  root: string,
  folder: string,
  { transport, workflow, test, file }: Mutation,
  mutations: readonly Mutation[],
  change: (text: string) => string,
): void {
  const files = Object.entries(renderProject(workflow, transport))
    .filter(([path]) => !path.endsWith(".test.ts") || path === `test/${test}.test.ts`)
    .map(([path, text]) => [path, path === file ? change(text) : text] as const);
  if (!files.some(([path]) => path === file)) throw new Error(`There is no file ${file}.`);
  mkdirSync(join(root, folder));
  writeProject(join(root, folder), {
    ...Object.fromEntries(files),
    "only.txt": mutations.map(({ red }) => `(?:${red.source})`).join("|"),
  });
}

/** Every test that no mutation of its project is about is skipped. */
const setup = `
import { readFileSync } from "node:fs";
import { beforeEach } from "vitest";

beforeEach(({ task, skip }) => {
  const names = [];
  for (let one = task; one; one = one.suite) names.unshift(one.name);
  const only = readFileSync(task.file.filepath.replace(/test.[^/\\\\]+$/, "only.txt"), "utf8");
  skip(!new RegExp(only).test(names.join(" ")));
});
`;

const config = {
  test: {
    include: ["*/test/*.test.ts"],
    setupFiles: ["./setup.mjs"],
    env: { POWERTOOLS_LOG_LEVEL: "SILENT" },
    tags: [{ name: "slow" }],
    testTimeout: 60_000,
    pool: "forks",
    maxWorkers: availableParallelism(),
  },
};

async function runAll(root: string): Promise<TestResult[]> {
  const output = join(root, "results.json");
  writeFileSync(join(root, "setup.mjs"), setup);
  writeFileSync(join(root, "vitest.config.mjs"), `export default ${JSON.stringify(config)};`);
  const ending = await execa(
    process.execPath,
    [
      join(workspace, "node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=json",
      `--outputFile=${output}`,
    ],
    { cwd: root, env: cleanEnv(), extendEnv: false, reject: false },
  );
  try {
    return readResults(root, output);
  } catch (error) {
    throw new Error(`${ending.stdout}\n${ending.stderr}`, { cause: error });
  }
}
