import { stackOfStage } from "./stack.ts";
import { takeOptions } from "./tool.ts";

/**
 * Returns the arguments of `cdk` for those of the scripts `deploy`, `diff` and `synth`: the stage and the mail address
 * of alarms are in the context that the app reads, all else `cdk` gets as it is.
 *
 * @throws RangeError where no stack can have the stage in its name.
 */
export function cdkArguments([verb = "synth", ...args]: string[]): string[] {
  const { values, rest } = takeOptions(args, ["stage", "alarm-email"]);
  const { stage, "alarm-email": alarmEmail } = values;
  stackOfStage(stage);
  return [
    verb,
    ...(stage === undefined ? [] : ["--context", `stage=${stage}`]),
    ...(alarmEmail === undefined ? [] : ["--context", `alarmEmail=${alarmEmail}`]),
    ...rest,
  ];
}
