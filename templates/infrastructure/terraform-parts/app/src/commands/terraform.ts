import { terraformCalls } from "./terraform-calls.ts";
import { runTool, runToolCommand, takeOptions } from "./tool.ts";

const INSTALL = "Terraform 1.9 or newer, see https://developer.hashicorp.com/terraform/install";

/** Runs Terraform; the first call that fails is the last one. */
async function terraform(args: string[]): Promise<number> {
  const { values, rest } = takeOptions(args, ["profile"]);
  // A workspace cannot be selected while this variable names one.
  const env = { TF_WORKSPACE: undefined, ...(values.profile && { AWS_PROFILE: values.profile }) };
  for (const call of terraformCalls(rest)) {
    const status = await runTool("terraform", INSTALL, { args: call, env });
    if (status !== 0) return status;
  }
  return 0;
}

await runToolCommand(terraform);
