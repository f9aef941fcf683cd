import { resolve } from "node:path";
import { type ExitCode, failure, type Outcome, outcomeOf } from "../commands/outcome/outcome.ts";
import { closest } from "./arguments/closest.ts";
import { type Invocation, type SharedOptions, sharedOptions } from "./arguments/invocation.ts";
import { findSwallowedFlags } from "./arguments/npm-flags.ts";
import { abortOnSignal } from "./cancellation.ts";
import { isInteractive } from "./interactivity.ts";
import type { Invoked } from "./own-command.ts";
import { perform } from "./perform.ts";
import { currentDirectory, environment, processContext } from "./process-context.ts";
import { report, spelledOut } from "./report.ts";
import { stderr } from "./streams.ts";

type Runnable = Exclude<Invocation, { kind: "help" | "version" }>;

/**
 * Returns the outcome for an error that reached the top; one that is not ours is a mistake of ours.
 */
function explain(error: unknown): Outcome {
  const outcome = outcomeOf(error);
  if (outcome) return outcome;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const isDebug = environment.DEBUG === "unchain";
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
async function requireDiffPath(outcome: Outcome, { diff }: SharedOptions): Promise<Outcome> {
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
  invoked: Invoked,
): Promise<Outcome> {
  // First: a value that npm has left without its flag looks like a word too many.
  const { dryRun, problem } = findSwallowedFlags(argv, environment, invocation.command);
  if (problem !== undefined) return failure("error", 2, [problem]);
  if (invocation.unknown !== undefined) {
    const { unknownInProject } = await import("./arguments/unknown-word.ts");
    const unknown = unknownInProject(invocation.unknown, invoked);
    if (unknown !== undefined) return unknown;
  }
  if (invocation.kind === "usage-error") return failure("error", 2, invocation.problems);

  const options: SharedOptions = { ...invocation.options, ...(dryRun && { dryRun }) };
  const context = processContext({
    script: invoked.script,
    signal: abortOnSignal(),
    isInteractive: (around) => isInteractive(options, around),
    quietFlag: options.json ? "--json" : options.yes ? "--yes" : undefined,
  });
  const call = { ...invocation, options } as typeof invocation;
  return requireDiffPath(await perform(call, context), options);
}

/** Runs a command, whatever happens, and reports how it ended. */
export async function runCommand(
  invocation: Runnable,
  argv: readonly string[],
  script: string,
): Promise<ExitCode> {
  const { cwd, diff } = sharedOptions(invocation);
  const startedIn = currentDirectory();
  const worksIn = cwd === undefined ? startedIn : resolve(startedIn, cwd);
  const invoked = { env: environment, script, startedIn, cwd: worksIn };
  const ended = await runInvocation(invocation, argv, invoked).catch(explain);
  const outcome = spelledOut(ended, invoked);
  await report(cwd === undefined ? outcome : { directory: worksIn, ...outcome }, {
    json: invocation.json,
    diff,
  });
  return outcome.exitCode;
}
