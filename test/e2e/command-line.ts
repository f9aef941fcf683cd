import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import packageJson from "../../package.json" with { type: "json" };
import { requireValidResult } from "../report/valid-result.ts";

/** The built command, as it is published. */
export const CLI = fileURLToPath(
  new URL(`../../${packageJson.bin["create-unchain"]}`, import.meta.url),
);

/** What a user's shell has, without what npm, git and a CI service have put there for this test run. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|GIT_|CI$|NODE_ENV$|VITEST|FORCE_COLOR$|NODE_OPTIONS$)/i.test(name),
  );
  return { ...Object.fromEntries(inherited), NO_COLOR: "1" };
}

export interface Options {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** `pipe`: open, with nothing in it. */
  readonly stdin?: "pipe";
}

/** A command line that is about to run, with nothing on standard input unless `input` says so. */
export function start(args: readonly string[], { cwd, env = {}, input, stdin }: Options) {
  return execa(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...cleanEnv(), ...env },
    extendEnv: false,
    reject: false,
    ...(input === undefined ? { stdin: stdin ?? ("ignore" as const) } : { input }),
  });
}

/** Runs a command line to its end. */
export async function run(args: readonly string[], options: Options) {
  const { exitCode, stdout, stderr } = await start(args, options);
  if (args.includes("--json") && stdout !== "") requireValidResult(String(stdout));
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** An empty directory of its own. */
export const emptyDirectory = (): string => mkdtempSync(join(tmpdir(), "unchain-e2e-"));

/** Everything in a directory, sorted, except what is inside `node_modules` and `.git`. */
export const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)(node_modules|\.git)\//.test(path))
    .sort();

/** A `PATH` on which `name` is this shell script; not for Windows. */
export function pathWith(directory: string, name: string, script: string): NodeJS.ProcessEnv {
  const bin = join(directory, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${bin}${delimiter}${process.env.PATH}` };
}
