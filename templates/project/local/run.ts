import "./quiet.ts";
import { parseArgs } from "node:util";
import { crash, duplicate, fail, parseFault } from "./faults.ts";
import { readInput } from "./read-input.ts";
import { simulate } from "./simulate.ts";
import type { SimulationOptions } from "./simulation.ts";
import { timeline } from "./timeline.ts";

const help = `Runs the workflow on this machine, in virtual time.

npm run local -- [options]

  --input <file>                    the input of the workflow (default: events/example.json)
  --fail <step>[:<Error>][x<times>] the step throws; without a count every time
  --crash <step>[x<times>]          the function dies without an answer
  --duplicate <step>                the step's message is delivered twice
  --json                            print the result as JSON

Exit code 0 only when the workflow succeeded.`;

function readOptions(args: string[]): SimulationOptions & { json: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      input: { type: "string", default: "events/example.json" },
      fail: { type: "string", multiple: true, default: [] },
      crash: { type: "string", multiple: true, default: [] },
      duplicate: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  return {
    json: values.json,
    input: readInput(values.input),
    faults: [
      ...values.fail.map(parseFault).map(({ step, error, times }) => fail(step, error, times)),
      ...values.crash.map(parseFault).map(({ step, times }) => crash(step, times)),
      ...values.duplicate.map(parseFault).map(({ step }) => duplicate(step)),
    ],
  };
}

async function main(): Promise<number> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return 2;
  }
  const { runs: _, ...result } = await simulate(options);
  console.log(options.json ? JSON.stringify(result, null, 2) : timeline(result));
  return result.status === "succeeded" ? 0 : 1;
}

process.exitCode = await main();
