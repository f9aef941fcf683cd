import { existsSync } from "node:fs";
import { stackOfStage } from "./stack.ts";
import { takeOptions } from "./tool.ts";

const FOLDER = "infra";

/**
 * Returns the calls of `terraform` for the arguments of the scripts `plan` and `deploy`, each the arguments of one. A
 * stage has a workspace of its own, and what it has of its own is in `infra/<stage>.tfvars`; whatever is no option of
 * ours, the last call gets as it is.
 *
 * @throws RangeError where no stack can have the stage in its name.
 */
export function terraformCalls([verb = "plan", ...args]: string[], exists = existsSync) {
  const { values, rest } = takeOptions(args, ["stage", "region", "alarm-email"]);
  const { stage, region, "alarm-email": alarmEmail } = values;
  stackOfStage(stage);
  const here = `-chdir=${FOLDER}`;
  const variables = Object.entries({ stage, region, alarm_email: alarmEmail });
  return [
    ...(exists(`${FOLDER}/.terraform/providers`) ? [] : [[here, "init"]]),
    [here, "workspace", "select", "-or-create", stage ?? "default"],
    [
      here,
      verb,
      ...(exists(`${FOLDER}/${stage}.tfvars`) ? [`-var-file=${stage}.tfvars`] : []),
      ...variables.flatMap(([name, value]) =>
        value === undefined ? [] : [`-var=${name}=${value}`],
      ),
      ...rest,
    ],
  ];
}
