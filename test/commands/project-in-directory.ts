import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { parseArguments } from "../../src/cli/arguments/arguments.ts";
import type { Context } from "../../src/cli/context.ts";
import { perform } from "../../src/cli/perform.ts";
import { resultText, spelledOut } from "../../src/cli/report.ts";
import { type Outcome, Stop } from "../../src/commands/outcome/outcome.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { requireValidResult } from "../report/valid-result.ts";

/** A project on the disk, and the commands run in it within this process, without a terminal. */
export interface ProjectInDirectory {
  readonly root: string;
  /** What the commands have told so far. */
  readonly told: readonly string[];
  /** Runs a command line, e.g. `add step send`; words in quotes are one. */
  run(line: string, more?: Partial<Context>): Promise<Outcome>;
  read(path: string): string;
  write(path: string, text: string): void;
  edit(path: string, change: (text: string) => string): void;
  has(path: string): boolean;
  /** The content of every file by its path, the lock included. */
  files(): Record<string, string>;
  git(...args: string[]): string;
  /** Makes it a repository, or adds to it, with everything committed. */
  commit(): void;
}

/** Makes a project in a directory of its own, which is removed after the test. */
export async function projectInDirectory(
  workflow: string = orderProcessingYaml,
): Promise<ProjectInDirectory> {
  const home = mkdtempSync(join(tmpdir(), "unchain-change-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const root = join(home, "shop");
  const told: string[] = [];
  const context: Context = {
    env: {},
    script: "/bin/unchain",
    startedIn: home,
    cwd: home,
    interactive: false,
    stdin: { isTerminal: false, read: async () => new TextEncoder().encode(workflow) },
    progress: { start: () => ({ done: () => {}, failed: () => {} }) },
    info: (line) => void told.push(line),
    signal: new AbortController().signal,
  };
  const run = async (line: string, more: Partial<Context> = {}): Promise<Outcome> => {
    const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const invocation = parseArguments(words, "unchain");
    if (invocation.kind !== "command") throw new Error(JSON.stringify(invocation));
    const cwd = more.cwd ?? (invocation.command === "new" ? home : root);
    const here = { ...context, startedIn: cwd, ...more, cwd };
    const ended = await perform(invocation, here).catch((error: unknown) => {
      if (error instanceof Stop) return error.outcome;
      throw error;
    });
    const outcome = spelledOut(ended, here);
    requireValidResult(await resultText(outcome));
    return outcome;
  };
  const made = await run("new shop --workflow - --no-install --no-git");
  if (made.exitCode !== 0) throw new Error(JSON.stringify(made.problems));
  told.length = 0;

  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
  return {
    root,
    told,
    run,
    read,
    write,
    edit: (path, change) => write(path, change(read(path))),
    has: (path) => existsSync(join(root, path)),
    files: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
          .filter((path) => !path.startsWith(".git/"))
          .sort()
          .map((path) => [path, read(path)]),
      ),
    git,
    commit: () => {
      git("init", "--quiet");
      git("add", "--all");
      git("commit", "--quiet", "--no-verify", "--message", "x");
    },
  };
}
