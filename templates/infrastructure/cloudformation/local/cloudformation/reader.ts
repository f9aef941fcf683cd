import type { Statement } from "../resources.ts";

export type Properties = Record<string, unknown>;

export interface Resource {
  Type: string;
  Properties?: Properties;
  DeletionPolicy?: unknown;
  UpdateReplacePolicy?: unknown;
  Condition?: unknown;
  Metadata?: Record<string, unknown>;
}

export interface Template {
  Parameters?: Record<string, { Default?: unknown }>;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown }>;
  [section: string]: unknown;
}

/** Knows resources by the ids that the template gives them. */
export interface Names {
  /** Returns the name of a resource of the workflow, such as `create-order`; none for one of yours. */
  nameOf(id: string, resource: Resource): string | undefined;
  /** Returns the name of a resource for messages. */
  placeOf(id: string, resource: Resource): string;
}

/** Reads a template in the words of `resources.ts`. */
export type Reader = ReturnType<typeof templateReader>;

const PSEUDO_PARAMETERS: Record<string, string> = {
  "AWS::StackName": "stack",
  "AWS::Region": "region",
  "AWS::AccountId": "account",
  "AWS::Partition": "partition",
  "AWS::URLSuffix": "urlSuffix",
};

const FUNCTION = ["function", { Ref: "name", Arn: "arn", Version: "version" }] as const;
const STATE_MACHINE = ["stateMachine", { Ref: "arn", Arn: "arn", Name: "name" }] as const;
const API = ["api", { Ref: "id", ApiId: "id" }] as const;

/** The kinds of resources, and what CloudFormation calls that which is asked of them. */
const KINDS: Record<string, readonly [kind: string, attributes: Record<string, string>]> = {
  "AWS::Serverless::Function": FUNCTION,
  "AWS::Lambda::Function": FUNCTION,
  "AWS::Lambda::Version": ["function", { Ref: "version" }],
  "AWS::Serverless::StateMachine": STATE_MACHINE,
  "AWS::StepFunctions::StateMachine": STATE_MACHINE,
  "AWS::Serverless::HttpApi": API,
  "AWS::ApiGatewayV2::Api": API,
  "AWS::SQS::Queue": ["queue", { Ref: "url", Arn: "arn", QueueName: "name" }],
  "AWS::DynamoDB::Table": ["table", { Ref: "name", Arn: "arn" }],
  "AWS::S3::Bucket": ["bucket", { Ref: "name", Arn: "arn" }],
  "AWS::SNS::Topic": ["topic", { Ref: "arn", TopicArn: "arn" }],
  "AWS::Logs::LogGroup": ["logs", { Ref: "name", Arn: "arn" }],
};

/** Reads values of a template as texts: parameters have their defaults. */
export function templateReader(template: Template, { nameOf, placeOf }: Names) {
  const { Parameters = {}, Resources } = template;

  /** Returns what `Ref`, `GetAtt` or a name in `Sub` stands for. */
  function reference(path: string): string {
    const [id = "", ...attribute] = path.split(".");
    const resource = Resources[id];
    const name = resource && nameOf(id, resource);
    const [kind, attributes] = KINDS[resource?.Type ?? ""] ?? [];
    const asked = attributes?.[attribute.join(".") || "Ref"];
    if (name !== undefined && asked) return `\${${kind}.${name}.${asked}}`;
    const value = Parameters[path]?.Default;
    return value === undefined ? `\${${PSEUDO_PARAMETERS[path] ?? path}}` : text(value);
  }

  function text(value: unknown): string {
    if (typeof value !== "object" || value === null) return String(value ?? "");
    if (Array.isArray(value)) return value.map(text).join(",");
    const [[key, argument] = ["", ""]] = Object.entries(value);
    const operation = key.replace(/^Fn::/, "");
    const items: unknown[] = [argument].flat();
    if (operation === "Ref") return reference(text(argument));
    if (operation === "GetAtt") return reference(items.map(text).join("."));
    if (operation === "Sub") return substituted(text(items[0]), (items[1] ?? {}) as Properties);
    if (operation === "Join") return [items[1]].flat().map(text).join(text(items[0]));
    const words = items.filter((item) => typeof item === "string");
    return `\${${[operation, ...words].join(" ")}}`;
  }

  function substituted(pattern: string, own: Properties): string {
    return pattern.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) =>
      Object.hasOwn(own, name) ? text(own[name]) : reference(name),
    );
  }

  const texts = (value: unknown) => listOf(value).map(text);

  /** Returns a number; none where only a deployment knows it. */
  function number(value: unknown): number | undefined {
    const known = Number(text(value) || Number.NaN);
    return Number.isNaN(known) ? undefined : known;
  }

  /** Returns whether a property is true; a template may contain it as text. */
  const isTrue = (value: unknown) => text(value) === "true";

  function entries(value: unknown): Record<string, string> {
    return Object.fromEntries(
      Object.entries(propertiesOf(value)).map(([key, one]) => [key, text(one)]),
    );
  }

  function statement(value: unknown): Statement {
    const { Effect, Action, NotAction, Resource, Principal, Condition } = propertiesOf(value);
    const principal =
      Principal && typeof Principal === "object" ? Object.values(Principal) : Principal;
    const conditions = Object.entries(propertiesOf(Condition)).map(
      ([operator, operands]) => [operator, entries(operands)] as const,
    );
    return {
      effect: Effect === "Deny" ? "Deny" : "Allow",
      actions: texts(Action),
      exceptActions: NotAction === undefined ? undefined : texts(NotAction),
      resources: texts(Resource),
      principal: principal === undefined ? undefined : text(principal),
      condition: conditions.length === 0 ? undefined : Object.fromEntries(conditions),
    };
  }

  return {
    text,
    texts,
    number,
    isTrue,
    entries,
    /** Returns the name of the resource that a value refers to, as the lists of `Deployment` have it. */
    named(value: unknown): string {
      const reference = text(value);
      const [, name] = /^\$\{\w+\.([a-z0-9-]+)\.[a-z]+\}$/.exec(reference) ?? [];
      return name ?? reference.replace(/^\$\{([^.}]+).*\}$/, "$1");
    },
    /** Returns the statements of a policy's document. */
    statements(document: unknown): Statement[] {
      return listOf(propertiesOf(document).Statement).map(statement);
    },
    /** Returns all resources of some types with their names and properties, in the order of the template. */
    resources(...types: string[]) {
      return Object.entries(Resources)
        .filter(([, { Type }]) => types.includes(Type))
        .map(([id, resource]) => ({
          id,
          name: nameOf(id, resource) ?? id,
          place: placeOf(id, resource),
          resource,
          properties: propertiesOf(resource.Properties),
        }));
    },
  };
}

export const listOf = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

/** Returns the properties of a map; none of what is none. */
export const propertiesOf = (value: unknown): Properties =>
  typeof value === "object" && value !== null ? (value as Properties) : {};
