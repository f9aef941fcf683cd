import { spawnSync } from "node:child_process";
import { samArguments } from "./stack.ts";

const INSTALL = "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide";

function deploy(args: string[]): number {
  const shell = process.platform === "win32";
  const { status, error } = spawnSync("sam", samArguments(args), { stdio: "inherit", shell });
  if (error) throw new Error(`${error.message}: install the SAM CLI, see ${INSTALL}.`);
  return status ?? 1;
}

try {
  process.exitCode = deploy(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
