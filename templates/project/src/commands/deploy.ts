import { spawn } from "node:child_process";
import { once } from "node:events";
import { commandArguments, whatIsMissing } from "./command.ts";
import { samArguments } from "./stack.ts";

const INSTALL = "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide";

/** Runs `sam deploy`; what it lacks is said as by the other commands. */
async function deploy(args: string[]): Promise<number> {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const sam = spawn("sam", samArguments(args), {
    stdio: ["inherit", "inherit", "pipe"],
    shell: process.platform === "win32",
    // The SAM CLI looks at no AWS_REGION.
    env: { ...process.env, ...(region && { AWS_DEFAULT_REGION: region }) },
  });
  // On Ctrl-C it ends by itself.
  process.on("SIGINT", () => {});
  sam.stderr.setEncoding("utf8").on("data", (text: string) => {
    const inOurWords = (line: string) => whatIsMissing(line) ?? line;
    process.stderr.write(text.replace(/^Error: .*$/gm, inOurWords));
  });
  try {
    const [status] = await once(sam, "close");
    return status ?? 1;
  } catch (error) {
    throw new Error(`${(error as Error).message}: install the SAM CLI, see ${INSTALL}.`);
  }
}

try {
  process.exitCode = await deploy(commandArguments());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
