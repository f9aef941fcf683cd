import { listOf, propertiesOf, type Reader } from "../cloudformation/reader.ts";
import type { Statement } from "../resources.ts";

/** The permissions of a role. */
export interface Permissions {
  readonly statements: readonly Statement[];
  /** ARNs of the policies that are made elsewhere. */
  readonly managedPolicies: readonly string[];
}

/** Returns what a role may do, by its own policies and by those that name it. */
export function permissionsOf(reader: Reader, role: unknown): Permissions {
  const { named, resources, statements, texts } = reader;
  const name = named(role);
  const own = resources("AWS::IAM::Role").find((one) => one.name === name)?.properties ?? {};
  const attached = resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
    .map(({ properties }) => properties)
    .filter(({ Roles }) => listOf(Roles).some((one) => named(one) === name));
  return {
    statements: [...listOf(own.Policies).map(propertiesOf), ...attached].flatMap(
      ({ PolicyDocument }) => statements(PolicyDocument),
    ),
    managedPolicies: texts(own.ManagedPolicyArns),
  };
}

/** Returns whether an action on a resource is allowed. */
export function allows(
  { statements }: Pick<Permissions, "statements">,
  action: string,
  resource: string,
): boolean {
  return statements.some(
    ({ effect, actions, resources }) =>
      effect === "Allow" && covers(actions, action) && covers(resources, resource),
  );
}

function covers(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[$.?{}[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(text);
  });
}

const LOGGING = "/AWSLambdaBasicExecutionRole";
const TRACING = /\/AWSXRayDaemonWriteAccess|\/AWSXrayWriteOnlyAccess/;

/** Returns whether a function may write to a log group. */
export function mayLog(permissions: Permissions, group: string): boolean {
  const writes = ["logs:CreateLogStream", "logs:PutLogEvents"];
  return (
    permissions.managedPolicies.some((arn) => arn.endsWith(LOGGING)) ||
    writes.every((action) => allows(permissions, action, group))
  );
}

/** Returns whether a function or state machine may send traces. */
export function mayTrace(permissions: Permissions): boolean {
  const sends = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
  return (
    permissions.managedPolicies.some((arn) => TRACING.test(arn)) ||
    sends.every((action) => allows(permissions, action, "*"))
  );
}

/** Leaves out what is only for logs and traces. */
export function besidesObserving({ statements, managedPolicies }: Permissions): Permissions {
  return {
    statements: statements.filter(
      ({ actions }) => actions.length === 0 || !actions.every((one) => /^(?:logs|xray):/.test(one)),
    ),
    managedPolicies: managedPolicies.filter((arn) => !arn.endsWith(LOGGING) && !TRACING.test(arn)),
  };
}
