import { whatIsMissing } from "./command.ts";
import { samArguments } from "./sam-arguments.ts";
import { runTool, runToolCommand } from "./tool.ts";

const INSTALL =
  "the SAM CLI, see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide";

/** Runs `sam deploy`, and reports missing credentials or a missing region like the other commands. */
function deploy(args: string[]): Promise<number> {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  return runTool("sam", INSTALL, {
    args: samArguments(args),
    // The SAM CLI looks at no AWS_REGION.
    env: region ? { AWS_DEFAULT_REGION: region } : {},
    reword: (text) => text.replace(/^Error: .*$/gm, (line) => whatIsMissing(line) ?? line),
  });
}

await runToolCommand(deploy);
