import { vi } from "vitest";
import { createCollector, type DeclaredTest } from "./collect-tests.ts";
import { type LoadedProject, openProject } from "./load-project.ts";
import { disableStorages, restoreSharedState } from "./packages.ts";
import type { Files } from "./project-files.ts";

/** The end of one test of a generated project. */
export interface TestResult {
  /** The file, from the root of the project. */
  readonly file: string;
  /** With the names of the groups around it. */
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly error?: unknown;
  /** It came to no end, by the time or the rounds that it may take. */
  readonly endless?: boolean;
}

/** The tests to run; those that `npm test` runs where it is left out. */
export interface Selection {
  readonly file?: (path: string) => boolean;
  readonly name?: (name: string) => boolean;
  /** Also those that have the tag `slow`. */
  readonly slow?: boolean;
}

interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly testTimeout?: number;
  readonly projects?: readonly {
    readonly test: Pick<Settings, "env"> & { readonly name: string };
  }[];
}

/** What `vitest.config.ts` may set besides {@link Settings}: it changes no test's outcome. */
const WITHOUT_EFFECT = ["maxWorkers", "pool", "tags"];

/**
 * Runs the tests of a generated project in this process, from memory. One project at a time: tests
 * set the date and the environment.
 */
export async function runProjectTests(
  files: Files,
  { file = () => true, name = () => true, slow = false }: Selection = {},
): Promise<TestResult[]> {
  const { env, testTimeout = 5000, projects } = await readSettings(files);
  const rules = projects?.find((project) => project.test.name === "rules")?.test.env;
  const isWanted = (test: DeclaredTest) =>
    !test.skipped && name(test.name) && (slow || !test.tags.includes("slow"));
  const results: TestResult[] = [];
  for (const path of Object.keys(files).toSorted()) {
    if (!path.endsWith(".test.ts") || !file(path)) continue;
    const run = () => runFile(files, path, isWanted, testTimeout);
    const own = path.startsWith("test/steps/") ? env : { ...env, ...rules };
    results.push(...(await withEnvironment(own, run)));
  }
  return results;
}

async function readSettings(files: Files): Promise<Settings> {
  const config = {
    __esModule: true,
    configDefaults: { exclude: [] },
    defineConfig: (settings: object) => settings,
  };
  const project = openProject(files, { modules: { "vitest/config": config } });
  const { default: settings } = await project.load("vitest.config.ts");
  const { test = {}, ...others } = settings as { test?: Settings };
  const { env: _, testTimeout: __, projects: ___, ...more } = test;
  const unknown = Object.keys({ ...others, ...more }).filter(
    (key) => !WITHOUT_EFFECT.includes(key),
  );
  if (unknown.length > 0) throw new Error(`vitest.config.ts sets what is not known: ${unknown}.`);
  return test;
}

async function runFile(
  files: Files,
  path: string,
  isWanted: (test: DeclaredTest) => boolean,
  limit: number,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const ended = new Set<number>();
  for (;;) {
    const collector = createCollector();
    const project = openProject(files, { modules: { vitest: collector.vitest } });
    let endless = false;
    try {
      await project.load(path);
      for (const [index, test] of collector.tests.entries()) {
        if (ended.has(index) || !isWanted(test)) continue;
        ended.add(index);
        const result = await runTest(test, project, limit);
        results.push({ file: path, name: test.name, ...result });
        endless = result.endless ?? false;
        if (endless) break;
      }
      if (!endless) await collector.end();
    } catch (error) {
      results.push({ file: path, name: `(the file itself) ${error}`, passed: false, error });
    } finally {
      project.close();
      restoreProcess();
    }
    // What goes round for ever keeps what it has set: the other tests get the file anew.
    if (!endless) return results;
  }
}

async function runTest(test: DeclaredTest, project: LoadedProject, limit: number) {
  const watch = startWatch(test.timeout ?? limit);
  try {
    const outcome = await Promise.race([test.run(), project.endless(), watch.timeUp]);
    if (outcome === undefined) return { passed: true };
    return { passed: false, error: new Error(`The test is ${outcome}.`), endless: true };
  } catch (error) {
    return { passed: false, error };
  } finally {
    watch.stop();
    disableStorages();
  }
}

const { setInterval: startTicks, clearInterval: stopTicks } = globalThis;
const TICK_MS = 100;

/** Counts ticks, so that time in which the whole process stands still is not the test's. */
function startWatch(milliseconds: number) {
  let left = milliseconds / TICK_MS;
  let ticks: NodeJS.Timeout | undefined;
  const timeUp = new Promise<"too slow">((resolve) => {
    ticks = startTicks(() => {
      left -= 1;
      if (left < 0) resolve("too slow");
    }, TICK_MS);
  });
  return { timeUp, stop: () => stopTicks(ticks) };
}

function restoreProcess(): void {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  restoreSharedState();
}

/** Runs work with variables of the environment, and takes back all that it has set there. */
export async function withEnvironment<T>(
  env: Readonly<Record<string, string>> = {},
  work: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
