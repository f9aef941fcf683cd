import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { commandArguments } from "./command.ts";

/** A command line of a tool, and its environment. */
export interface ToolCall {
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Puts what the tool says of errors in other words. */
  reword?: (text: string) => string;
}

/** Runs a tool in this terminal, and returns its exit code. */
export async function runTool(tool: string, install: string, call: ToolCall): Promise<number> {
  const { args, env, reword } = call;
  const child = spawn(tool, args, {
    stdio: ["inherit", "inherit", reword ? "pipe" : "inherit"],
    shell: process.platform === "win32",
    env: { ...process.env, ...env },
  });
  // On Ctrl-C it ends by itself.
  process.on("SIGINT", () => {});
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    process.stderr.write(reword ? reword(text) : text);
  });
  try {
    const [status] = await once(child, "close");
    return status ?? 1;
  } catch (error) {
    throw new Error(`${(error as Error).message}: install ${install}.`);
  }
}

/** Runs a command of this project that leads to a tool, and sets the exit code: 2 where it did not come so far. */
export async function runToolCommand(command: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(commandArguments());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

/** Removes the project's own options from the arguments; the tool receives the rest. */
export function takeOptions<Name extends string>(
  args: string[],
  names: readonly Name[],
): { values: { [name in Name]?: string }; rest: string[] } {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const taken = tokens.flatMap((token) => {
    if (token.kind !== "option" || !Object.hasOwn(options, token.name)) return [];
    return token.inlineValue ? [token.index] : [token.index, token.index + 1];
  });
  return {
    values: Object.fromEntries(
      names.flatMap((name) => {
        const value = values[name];
        return value === undefined ? [] : [[name, value === true ? "" : value]];
      }),
    ) as { [name in Name]?: string },
    rest: args.filter((_, index) => !taken.includes(index)),
  };
}
