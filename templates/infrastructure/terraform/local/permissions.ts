import type { Value } from "./evaluate.ts";
import type { Resource } from "./module.ts";
import type { Statement } from "./resources.ts";
import { listOf, type Reader } from "./terraform.ts";

/** What a role may do. */
export interface Permissions {
  readonly statements: readonly Statement[];
  /** The ARNs of policies that are made elsewhere. */
  readonly managedPolicies: readonly string[];
}

/** Reads what the role may do that a value refers to. */
export function permissionsOf(reader: Reader, role: Value | undefined): Permissions {
  const resource = reader.referred(role);
  if (resource?.type !== "aws_iam_role") return { statements: [], managedPolicies: [] };
  const attached = [
    ...reader
      .about("aws_iam_role_policy_attachment", "role", resource)
      .map(({ body }) => body.policy_arn),
    ...listOf(resource.body.managed_policy_arns),
  ];
  const made = attached.map((arn) => reader.referred(arn));
  const own: readonly (Value | undefined)[] = [
    ...listOf(resource.body.inline_policy).map((policy) => (policy as Resource["body"]).policy),
    ...reader.about("aws_iam_role_policy", "role", resource).map(({ body }) => body.policy),
    ...made.map((policy) => policy?.body.policy),
  ];
  return {
    statements: own.flatMap(reader.statements),
    managedPolicies: reader.texts(attached.filter((_, index) => !made[index]) as Value[]),
  };
}

/** Returns whether statements allow all of some actions on a resource. */
export function allows(
  statements: readonly Statement[],
  actions: readonly string[],
  resource: string,
): boolean {
  return actions.every((action) =>
    statements.some(
      ({ effect, actions, resources }) =>
        effect === "Allow" && actions.includes(action) && resources.includes(resource),
    ),
  );
}

/** Returns the statements without those that allow nothing but some actions on a resource. */
export function withoutAllowing(
  statements: readonly Statement[],
  actions: readonly string[],
  resource: string,
): Statement[] {
  return statements.filter(
    (statement) =>
      !(
        statement.effect === "Allow" &&
        statement.actions.every((action) => actions.includes(action)) &&
        statement.resources.every((one) => one === resource)
      ),
  );
}
