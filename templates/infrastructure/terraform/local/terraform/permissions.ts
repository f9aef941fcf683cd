import type { Statement } from "../resources.ts";
import { type Body, bodyOf, listOf, parsed, type Reader } from "./configuration.ts";
import type { Value } from "./evaluate.ts";
import type { Resource } from "./module.ts";

/** The permissions of a role. */
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
    statements: own.flatMap((policy) => statementsOf(reader, policy)),
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

/** Reads the statements of a policy, which a data source makes or which is written as JSON. */
export function statementsOf(reader: Reader, policy: Value | undefined): Statement[] {
  const document = reader.referred(policy);
  if (document?.type !== "aws_iam_policy_document") {
    return listOf(bodyOf(parsed(policy)).Statement).map((one) => ofJson(reader, bodyOf(one)));
  }
  const { source_policy_documents, override_policy_documents, statement } = document.body;
  const others = (documents: Value | undefined) =>
    listOf(documents).flatMap((other) => statementsOf(reader, other));
  return [
    ...others(source_policy_documents),
    ...listOf(statement).map((one) => ofDocument(reader, bodyOf(one))),
    ...others(override_policy_documents),
  ];
}

function ofDocument({ text, texts }: Reader, body: Body): Statement {
  const principals = listOf(body.principals).map(bodyOf);
  return {
    effect: body.effect === "Deny" ? "Deny" : "Allow",
    actions: texts(body.actions),
    exceptActions: listOf(body.not_actions).length === 0 ? undefined : texts(body.not_actions),
    resources: texts(body.resources),
    principal: principals.flatMap(({ identifiers }) => texts(identifiers)).join(",") || undefined,
    condition: conditions(
      listOf(body.condition)
        .map(bodyOf)
        .map(({ test, variable, values }) => [text(test), { [text(variable)]: text(values) }]),
    ),
  };
}

function ofJson({ texts, text, entries }: Reader, body: Body): Statement {
  const { Effect, Action, NotAction, Resource, Principal, Condition } = body;
  const principals = typeof Principal === "string" ? [Principal] : Object.values(bodyOf(Principal));
  return {
    effect: Effect === "Deny" ? "Deny" : "Allow",
    actions: texts(Action),
    exceptActions: NotAction === undefined ? undefined : texts(NotAction),
    resources: texts(Resource),
    principal: principals.map(text).join(",") || undefined,
    condition: conditions(
      Object.entries(bodyOf(Condition)).map(([test, operands]) => [test, entries(operands)]),
    ),
  };
}

function conditions(all: [string, Record<string, string>][]): Statement["condition"] {
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
