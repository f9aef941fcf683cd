import { stackOfStage } from "./stack.ts";
import { takeOptions } from "./tool.ts";

/**
 * Returns the arguments of `sam` for those of the script `deploy`. What `samconfig.toml` has for the stage counts;
 * whatever is no stage, `sam deploy` gets as it is.
 */
export function samArguments(args: string[]): string[] {
  const { values, rest } = takeOptions(args, ["stage"]);
  const { stage } = values;
  return [
    "deploy",
    ...["--stack-name", stackOfStage(stage)],
    ...(stage ? ["--config-env", stage] : []),
    ...["--resolve-s3", "--capabilities", "CAPABILITY_IAM", "--no-fail-on-empty-changeset"],
    ...rest,
  ];
}
