import { statSync } from "node:fs";
import { resolve } from "node:path";
import { COMMANDS, type CommandName } from "../commands/definitions/commands.ts";
import { failure, type Outcome, Stop } from "../commands/outcome/outcome.ts";
import { type Command, type Run, sharedOptions } from "./arguments/invocation.ts";
import type { Context } from "./context.ts";

/** The rows of the table, each of which runs with its own words and options. */
const commands: {
  readonly [Name in CommandName]: { readonly load: () => Promise<Run<Name>> };
} = COMMANDS;

/** Runs a command where it is to work. @throws {Stop} where nothing is done, with the outcome */
export async function perform<Name extends CommandName>(
  call: Command<Name>,
  context: Context,
): Promise<Outcome> {
  const run = await commands[call.command].load();
  return run(call, contextIn(context, sharedOptions(call).cwd));
}

/** Returns the context as it is for a run with `--cwd`; throws {@link Stop} where there is no such directory. */
function contextIn(context: Context, cwd: string | undefined): Context {
  if (cwd === undefined) return context;
  const there = resolve(context.cwd, cwd);
  if (statSync(there, { throwIfNoEntry: false })?.isDirectory()) return { ...context, cwd: there };
  throw new Stop(
    failure("error", 2, [
      {
        code: "INVALID_DIRECTORY",
        message: `--cwd ${cwd}: the directory does not exist.`,
        suggestion: "Name an existing directory, or omit --cwd.",
      },
    ]),
  );
}
