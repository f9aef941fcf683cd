import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { cleanEnv } from "../command-line.ts";
import { workspace } from "./install-project.ts";

/** How a command in a generated project ended. */
export interface Ending {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** One test of a generated project. */
export interface TestResult {
  /** The file, from the root of the project. */
  readonly file: string;
  /** With the names of the groups around it. */
  readonly name: string;
  readonly passed: boolean;
}

/** Runs a script of the project's `package.json`. */
export async function npmRun(root: string, script: string, ...args: string[]): Promise<Ending> {
  return npmRunIn(root, {}, script, ...args);
}

/** Runs a script of the project's `package.json` with more in its environment. */
export async function npmRunIn(
  root: string,
  env: NodeJS.ProcessEnv,
  script: string,
  ...args: string[]
): Promise<Ending> {
  return run(root, "npm", ["run", "--silent", script, "--", ...args], env);
}

/** What `npm run local -- --json` prints, and its exit code. */
export async function runLocally(root: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await npmRun(root, "local", "--json", ...args);
  return { exitCode, result: stdout === "" ? undefined : JSON.parse(stdout), stderr };
}

/** Runs the project's own tests. */
export async function runTests(root: string): Promise<TestResult[]> {
  const output = join(root, "test-results.json");
  const ending = await npmRun(root, "test", "--reporter=json", `--outputFile=${output}`);
  try {
    return readResults(root, output);
  } catch {
    throw new Error(`${ending.stdout}\n${ending.stderr}`);
  }
}

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Reads what Vitest's JSON reporter has written. */
export function readResults(root: string, output: string): TestResult[] {
  const { testResults }: Report = JSON.parse(readFileSync(output, "utf8"));
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.slice(root.length + 1).replaceAll("\\", "/");
    if (assertionResults.length === 0) {
      return [{ file, name: `(the file itself) ${message}`, passed: status === "passed" }];
    }
    return assertionResults
      .filter((test) => test.status === "passed" || test.status === "failed")
      .map((test) => ({ file, name: test.fullName, passed: test.status === "passed" }));
  });
}

/** What Biome has to say about the project: format, lint and the order of imports. */
export async function biomeDiagnostics(root: string): Promise<string> {
  const biome = fileURLToPath(new URL("../../../node_modules/.bin/biome", import.meta.url));
  const { stdout, stderr } = await run(root, biome, ["check", "--max-diagnostics=20", "."]);
  return `${stdout}${stderr}`.replace(/^Checked \d+ files in \S+ No fixes applied\.$/, "");
}

/** What the type checker of the workspace has to say about all that a `tsconfig.json` includes. */
export async function typeDiagnostics(root: string): Promise<string> {
  const tsc = join(workspace, "node_modules/typescript/bin/tsc");
  const { stdout, stderr } = await run(root, process.execPath, [tsc, "--pretty", "false"]);
  return `${stdout}${stderr}`;
}

async function run(
  cwd: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ending> {
  const { exitCode, stdout, stderr } = await execa(command, args, {
    cwd,
    env: { ...cleanEnv(), ...env },
    extendEnv: false,
    reject: false,
  });
  return { exitCode, stdout, stderr };
}
