import { Stack, Validations } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";

/** Tells cdk-nag why permissions are as wide as they are. */
export function acknowledge(
  scope: IConstruct,
  finding: "IAM4[Policy" | "IAM5[Resource",
  arns: readonly string[],
  reason: string,
): void {
  for (const arn of arns) {
    const name = nameOf(Stack.of(scope).resolve(arn));
    Validations.of(scope).acknowledge({ id: `AwsSolutions-${finding}::${name}]`, reason });
  }
}

type Value = string | { Ref?: string; "Fn::GetAtt"?: string[]; "Fn::Join"?: [string, Value[]] };

/** Returns what cdk-nag calls a value: what CloudFormation puts in is in angle brackets. */
function nameOf(value: Value): string {
  if (typeof value === "string") return value;
  const { Ref, "Fn::GetAtt": attribute, "Fn::Join": joined } = value;
  if (joined) return joined[1].map(nameOf).join(joined[0]);
  return Ref || attribute ? `<${Ref ?? attribute?.join(".")}>` : JSON.stringify(value);
}
