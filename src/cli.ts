#!/usr/bin/env node
import { basename } from "node:path";
import { type Invocation, parseArguments } from "./commands/arguments.ts";
import { HELP } from "./commands/help.ts";
import { version } from "./version.ts";

// Where a promise never settles, Node ends without an error: only a finished command clears this.
process.exitCode = 1;

// Whoever reads us has stopped, e.g. `| head`: nothing is left to say.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

async function run(argv: readonly string[], script: string): Promise<number> {
  const program = basename(script).replace(/\.\w+$/, "");
  const invocation: Invocation = parseArguments(argv, program);
  switch (invocation.kind) {
    case "help":
      process.stdout.write(HELP);
      return 0;
    case "version":
      process.stdout.write(`${version}\n`);
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
