import { readFileSync } from "node:fs";
import { type CollectionTag, parse, type ScalarTag } from "yaml";

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  [attribute: string]: unknown;
}

export interface SamTemplate {
  Globals: { Function: Record<string, unknown> };
  Parameters: Record<string, { Default?: unknown }>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
  [section: string]: unknown;
}

const ofNames = ["Ref", "Sub", "ImportValue", "Base64", "GetAZs", "Condition"];
const ofLists = "Equals Not And Or If Select Split Sub Join FindInMap Cidr GetAtt".split(" ");
const tags = [
  ...ofNames.map((name) => ({ tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) })),
  {
    tag: "!GetAtt",
    resolve: (path: string) => {
      const [resource, ...attribute] = path.split(".");
      return { GetAtt: [resource, attribute.join(".")] };
    },
  },
  ...ofLists.map((name) => ({ tag: `!${name}`, collection: "seq" })),
  { tag: "!Transform", collection: "map" },
] as (ScalarTag | CollectionTag)[];

/** Reads `template.yaml`; what CloudFormation resolves becomes an object, e.g. `{ Ref: "Queue" }`. */
export function readSamTemplate(): SamTemplate {
  const text = readFileSync(new URL("../template.yaml", import.meta.url), "utf8");
  return parse(text, { customTags: tags });
}

export function resourcesOfType({ Resources }: SamTemplate, type: string): [string, Resource][] {
  return Object.entries(Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, { ...resource, Properties: resource.Properties ?? {} }]);
}

/** The resource that a `!Ref` or `!GetAtt` points at. */
export function referenced(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("Ref" in value) return String(value.Ref);
  if ("GetAtt" in value && Array.isArray(value.GetAtt)) return String(value.GetAtt[0]);
  return undefined;
}

export interface Statement {
  Effect: "Allow" | "Deny";
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: unknown;
}

/** What a role is given: statements, or a managed policy or a template of AWS SAM by its name. */
type Policy = string | { Statement?: Statement | Statement[] };

/** A Lambda function as the template declares it. */
export type LambdaFunction = ReturnType<typeof lambdaFunctions>[number];

export function lambdaFunctions(template: SamTemplate) {
  const globals = template.Globals.Function;
  const mappings = resourcesOfType(template, "AWS::Lambda::EventSourceMapping");
  return resourcesOfType(template, "AWS::Serverless::Function").map(([id, { Properties: own }]) => {
    const properties: Record<string, unknown> = { ...globals, ...own };
    const policies = [own.Policies ?? []].flat() as Policy[];
    return {
      id,
      /** The file in `src/functions/`, without its ending. */
      entry: String(own.CodeUri).replace(/^dist\/|\/$/g, ""),
      timeoutSeconds: Number(properties.Timeout),
      environment: { ...variables(globals), ...variables(own) },
      reservedConcurrency: own.ReservedConcurrentExecutions as number | undefined,
      statements: policies.flatMap(statementsOf),
      /** The policies that are made elsewhere, by their names. */
      policies: policies.filter((policy) => statementsOf(policy).length === 0),
      /** The event source mapping that feeds it. */
      mapping: mappings.find(
        ([, mapping]) => referenced(mapping.Properties.FunctionName) === id,
      )?.[1].Properties,
      properties,
    };
  });
}

/** The statements of a policy that are in the template. */
export function statementsOf(policy: Policy): Statement[] {
  return typeof policy === "string" ? [] : [policy.Statement ?? []].flat();
}

function variables({ Environment }: Record<string, unknown>): Record<string, unknown> {
  return (Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
}
