import { fitLists } from "../../../render/layout.ts";
import type { StateMachinePlan } from "../plan.ts";

/**
 * Returns the definition as a file. CloudFormation and Terraform put resources in the place of `${…}` wherever it stands
 * in the text, and Terraform looks for `%{…}` too: both are escaped but where they refer to a function.
 */
export function definitionText({ definition }: StateMachinePlan): string {
  const isReference = (key: string) => key === "Resource" || key === "FunctionName";
  const text = JSON.stringify(
    definition,
    (key, value) =>
      typeof value === "string" && !isReference(key) ? value.replaceAll("${", "\0{") : value,
    2,
  );
  return `${fitLists(text).replaceAll("\\u0000{", "\\u0024{").replaceAll("%{", "\\u0025{")}\n`;
}
