import { basename } from "node:path";
import { wantsColour } from "../report/colour.ts";
import { parseArguments } from "./arguments/arguments.ts";
import { helpText } from "./arguments/help.ts";
import { type Invocation, sharedOptions } from "./arguments/invocation.ts";
import type { runCommand } from "./run.ts";
import { flushed, stdout, widthOf } from "./streams.ts";
import { version } from "./version.ts";

/** Decides what a command line without any word is about: the project that one is in, if there is one. */
async function settled(invocation: Invocation): Promise<Invocation> {
  if (invocation.kind !== "command" || invocation.outside === undefined) return invocation;
  const { isInProject } = await import("./arguments/unknown-word.ts");
  return isInProject(sharedOptions(invocation).cwd) ? invocation : invocation.outside;
}

async function run(argv: readonly string[], script: string): Promise<number> {
  if (argv[0] === "__complete") {
    const { completionAnswer } = await import("./completion/completion.ts");
    stdout().write(completionAnswer(argv.slice(1), process.cwd()));
    return 0;
  }
  const program = basename(script).replace(/\.\w+$/, "");
  const invocation = await settled(parseArguments(argv, program));
  const say = (text: string) =>
    stdout().write(invocation.json ? `${JSON.stringify(text)}\n` : `${text}\n`);
  const perform = async (asked: Parameters<typeof runCommand>[0]) =>
    (await import("./run.ts")).runCommand(asked, argv, script);
  switch (invocation.kind) {
    case "help": {
      const colour = !invocation.json && wantsColour(stdout(), process.env);
      const look = { colour, width: widthOf(stdout()) };
      const { topic } = invocation;
      if (typeof topic !== "object") {
        say(helpText(topic, look));
        return 0;
      }
      const { codeHelp, unknownCode } = await import("../commands/code-help.ts");
      const text = codeHelp(topic.code, look);
      if (text === undefined) {
        const problems = [unknownCode(topic.code)];
        return perform({ kind: "usage-error", command: "new", json: invocation.json, problems });
      }
      say(text);
      return 0;
    }
    case "version":
      say(version);
      return 0;
    default:
      return perform(invocation);
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
