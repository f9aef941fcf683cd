#!/usr/bin/env node
import { basename } from "node:path";
import { type Invocation, parseArguments } from "./commands/arguments.ts";
import { HELP } from "./commands/help.ts";
import { stdout } from "./commands/streams.ts";
import { version } from "./version.ts";

// Where a promise never settles, Node ends without an error: only a finished command clears this.
process.exitCode = 1;

async function run(argv: readonly string[], script: string): Promise<number> {
  const program = basename(script).replace(/\.\w+$/, "");
  const invocation: Invocation = parseArguments(argv, program);
  switch (invocation.kind) {
    case "help":
      stdout().write(HELP);
      return 0;
    case "version":
      stdout().write(`${version}\n`);
      return 0;
    default: {
      const { runCommand } = await import("./commands/run.ts");
      return runCommand(invocation, argv, script);
    }
  }
}

run(process.argv.slice(2), process.argv[1] ?? "create-unchain").then((code) => {
  process.exitCode = code;
});
