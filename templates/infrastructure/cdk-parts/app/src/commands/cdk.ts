import { cdkArguments } from "./cdk-arguments.ts";
import { runTool, runToolCommand, takeOptions } from "./tool.ts";

const INSTALL = "the packages of this project, and run it by its scripts";

/** Runs the AWS CDK, in the region that the other commands ask. */
function cdk(args: string[]): Promise<number> {
  const { values, rest } = takeOptions(args, ["region"]);
  return runTool("cdk", INSTALL, {
    args: cdkArguments(rest),
    env: values.region ? { AWS_REGION: values.region } : {},
  });
}

await runToolCommand(cdk);
