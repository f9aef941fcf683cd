import { resolve } from "node:path";
import type { Shell } from "../commands/definitions/commands.ts";
import { type ExitCode, failure, type Outcome, outcomeOf } from "../commands/outcome/outcome.ts";
import { closest } from "./arguments/closest.ts";
import type { Command, Invocation, Options } from "./arguments/invocation.ts";
import { findSwallowedFlags } from "./arguments/npm-flags.ts";
import { abortOnSignal } from "./cancellation.ts";
import type { Context } from "./context.ts";
import { isInteractive } from "./interactivity.ts";
import { processContext } from "./process-context.ts";
import { report } from "./report.ts";
import { stderr, stdout } from "./streams.ts";

type Runnable = Exclude<Invocation, { kind: "help" | "version" }>;

/** The words behind a command. */
type Words = Pick<Command, "argument" | "newName">;

/** Each command loads what it needs, and no more. */
const COMMANDS: Record<
  Exclude<Command["command"], "schema" | "completion">,
  (words: Words, options: Options, context: Context) => Promise<Outcome>
> = {
  new: async ({ argument }, ...args) =>
    (await import("../commands/new.ts")).makeNew(argument, ...args),
  "add step": async ({ argument }, ...args) =>
    (await import("../commands/add-step.ts")).addStepToProject(argument, ...args),
  "edit step": async ({ argument }, ...args) =>
    (await import("../commands/edit-step.ts")).editStepOfProject(argument, ...args),
  "rename step": async (words, ...args) =>
    (await import("../commands/rename-step.ts")).renameStepOfProject(words, ...args),
  "remove step": async ({ argument }, ...args) =>
    (await import("../commands/remove-step.ts")).removeStepFromProject(argument, ...args),
  sync: async (_, ...args) => (await import("../commands/sync.ts")).syncProject(...args),
  upgrade: async (_, ...args) => (await import("../commands/upgrade.ts")).upgradeProject(...args),
  explain: async ({ argument }, ...args) =>
    (await import("../commands/explain.ts")).explainCommand(argument, ...args),
  check: async (_, ...args) => (await import("../commands/check.ts")).checkProject(...args),
  status: async (_, ...args) => (await import("../commands/status.ts")).showStatus(...args),
};

/**
 * Returns the outcome for an error that reached the top; one that is not ours is a mistake of ours.
 */
function explain(error: unknown): Outcome {
  const outcome = outcomeOf(error);
  if (outcome) return outcome;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const isDebug = process.env.DEBUG === "unchain";
  if (isDebug) stderr().write(`${stack}\n`);
  return failure("error", 1, [
    {
      code: "UNEXPECTED",
      message: `This is a bug in Unchain: ${message}`,
      suggestion: isDebug
        ? "Please report it with the lines above."
        : "Run it again with DEBUG=unchain in the environment, and report the output.",
    },
  ]);
}

/** A plan in which nothing is at the path of `--diff` shows nothing: more likely a typing mistake. */
async function requireDiffPath(outcome: Outcome, { diff }: Options): Promise<Outcome> {
  if (typeof diff !== "string" || outcome.changes.length === 0) return outcome;
  const { changesAt } = await import("../report/diff.ts");
  if (changesAt(outcome.changes, diff).length > 0) return outcome;
  const near = closest(
    diff,
    outcome.changes.map(({ path }) => path),
  );
  const problem = {
    code: "UNKNOWN_PATH",
    message: `--diff ${diff}: the project has no such file.`,
    suggestion: near ? `Did you mean --diff ${near}?` : "--dry-run lists the files.",
  };
  const { directory } = outcome;
  return failure("error", 2, [problem], directory === undefined ? {} : { directory });
}

async function runInvocation(
  invocation: Runnable,
  argv: readonly string[],
  script: string,
): Promise<Outcome> {
  // First: a value that npm has left without its flag looks like a word too many.
  const { dryRun, problem } = findSwallowedFlags(argv, process.env, invocation.command);
  if (problem !== undefined) return failure("error", 2, [problem]);
  if (invocation.unknown !== undefined) {
    const { unknownInProject } = await import("./arguments/unknown-word.ts");
    const startedIn = process.cwd();
    const invoked = { env: process.env, script, startedIn, cwd: startedIn };
    const unknown = unknownInProject(invocation.unknown, invoked, cwdOf(invocation));
    if (unknown !== undefined) return unknown;
  }
  if (invocation.kind === "usage-error") return failure("error", 2, invocation.problems);

  const options = dryRun ? { ...invocation.options, dryRun } : invocation.options;
  const context = processContext({
    script,
    signal: abortOnSignal(),
    isInteractive: (around) => isInteractive(options, around),
    quietFlag: options.json ? "--json" : options.yes ? "--yes" : undefined,
  });
  const { command } = invocation;
  if (isText(command)) throw new TypeError("What is only printed needs no context");
  return requireDiffPath(await COMMANDS[command](invocation, options, context), options);
}

/** The value of `--cwd`. */
const cwdOf = (invocation: Runnable): string | undefined =>
  invocation.kind === "command" ? invocation.options.cwd : invocation.cwd;

type Printed = Exclude<Command["command"], keyof typeof COMMANDS>;

const isText = (command: Command["command"]): command is Printed =>
  command === "schema" || command === "completion";

/** Returns the text of a command that only prints. */
async function printedText({ command, argument, options }: Command): Promise<string | undefined> {
  if (command === "schema")
    return (await import("../commands/schema.ts")).schemaText(options.output);
  if (command !== "completion") return undefined;
  return (await import("./completion/completion.ts")).completionScript(argument as Shell);
}

/** Runs a command, whatever happens, and reports how it ended. */
export async function runCommand(
  invocation: Runnable,
  argv: readonly string[],
  script: string,
): Promise<ExitCode> {
  if (invocation.kind === "command") {
    const text = await printedText(invocation);
    if (text !== undefined) {
      stdout().write(text);
      return 0;
    }
  }
  const outcome = await runInvocation(invocation, argv, script).catch(explain);
  const cwd = cwdOf(invocation);
  await report(cwd === undefined ? outcome : { directory: resolve(cwd), ...outcome }, {
    json: invocation.json,
    diff: invocation.kind === "command" ? invocation.options.diff : undefined,
  });
  return outcome.exitCode;
}
