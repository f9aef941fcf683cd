import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { cdkArguments } from "./cdk-arguments.ts";
import { whatIsMissing } from "./command.ts";
import { runTool, runToolCommand, takeOptions } from "./tool.ts";

const INSTALL = "the packages of this project, and run it by its scripts";

/** Runs the AWS CDK, with the region and the profile of the other commands. */
async function cdk(args: string[]): Promise<number> {
  const { values, rest } = takeOptions(args, ["region", "profile"]);
  if (values.region) process.env.AWS_REGION = values.region;
  if (values.profile) process.env.AWS_PROFILE = values.profile;
  const call = { args: cdkArguments(rest) };
  if (rest[0] !== "synth") await mayAskAws();
  return runTool("cdk", INSTALL, call);
}

/** Looks for a region and credentials: the CDK does so only when it has made the template. */
async function mayAskAws(): Promise<void> {
  const { config } = new CloudWatchLogsClient();
  try {
    await config.region();
    await config.credentials();
  } catch (error) {
    throw new Error(whatIsMissing(String(error)) ?? String(error), { cause: error });
  }
}

await runToolCommand(cdk);
