import { basename } from "node:path";
import { type Invocation, parseArguments } from "./commands/arguments.ts";
import { HELP } from "./commands/help.ts";
import { flushed, stdout } from "./commands/streams.ts";
import { version } from "./version.ts";

async function run(argv: readonly string[], script: string): Promise<number> {
  const program = basename(script).replace(/\.\w+$/, "");
  const invocation: Invocation = parseArguments(argv, program);
  const say = (text: string) =>
    stdout().write(invocation.json ? `${JSON.stringify(text)}\n` : `${text}\n`);
  switch (invocation.kind) {
    case "help":
      say(HELP);
      return 0;
    case "version":
      say(version);
      return 0;
    default: {
      const { runCommand } = await import("./commands/run.ts");
      return runCommand(invocation, argv, script);
    }
  }
}

/** Ends at once: left alone, Node first finishes code that it optimises and garbage that it collects. */
async function end(code: number): Promise<void> {
  process.exitCode = code;
  await flushed();
  process.exit();
}

/** Runs the command line of this process, and ends it. */
export async function main(): Promise<void> {
  // Where a promise never settles, Node ends without an error: only a finished command clears this.
  process.exitCode = 1;
  await end(await run(process.argv.slice(2), process.argv[1] ?? "create-unchain"));
}
