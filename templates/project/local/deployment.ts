import { readFileSync } from "node:fs";
import { type CollectionTag, parse, type ScalarTag } from "yaml";

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  [attribute: string]: unknown;
}

export interface SamTemplate {
  Globals: { Function: Record<string, unknown> };
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
  [section: string]: unknown;
}

const listTags = ["!Equals", "!Not", "!If", "!Select", "!Split", "!Sub"];
const tags = [
  { tag: "!Ref", resolve: (name: string) => ({ Ref: name }) },
  { tag: "!Sub", resolve: (text: string) => ({ Sub: text }) },
  {
    tag: "!GetAtt",
    resolve: (path: string) => {
      const [resource, ...attribute] = path.split(".");
      return { GetAtt: [resource, attribute.join(".")] };
    },
  },
  ...listTags.map((tag) => ({ tag, collection: "seq" })),
] as (ScalarTag | CollectionTag)[];

/** Reads `template.yaml`; what CloudFormation resolves becomes an object, e.g. `{ Ref: "Queue" }`. */
export function readSamTemplate(): SamTemplate {
  const text = readFileSync(new URL("../template.yaml", import.meta.url), "utf8");
  return parse(text, { customTags: tags });
}

export function resourcesOfType({ Resources }: SamTemplate, type: string): [string, Resource][] {
  return Object.entries(Resources).filter(([, resource]) => resource.Type === type);
}

/** The resource that a `!Ref` or `!GetAtt` points at. */
export function referenced(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("Ref" in value) return String(value.Ref);
  if ("GetAtt" in value && Array.isArray(value.GetAtt)) return String(value.GetAtt[0]);
  return undefined;
}

export interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/** A Lambda function as the template declares it. */
export type LambdaFunction = ReturnType<typeof lambdaFunctions>[number];

export function lambdaFunctions(template: SamTemplate) {
  const globals = template.Globals.Function;
  const mappings = resourcesOfType(template, "AWS::Lambda::EventSourceMapping");
  return resourcesOfType(template, "AWS::Serverless::Function").map(([id, { Properties: own }]) => {
    const properties: Record<string, unknown> = { ...globals, ...own };
    const policies = (own.Policies ?? []) as { Statement: Statement[] }[];
    return {
      id,
      /** The file in `src/functions/`, without its ending. */
      entry: String(own.CodeUri).replace(/^dist\/|\/$/g, ""),
      timeoutSeconds: Number(properties.Timeout),
      environment: { ...variables(globals), ...variables(own) },
      reservedConcurrency: own.ReservedConcurrentExecutions as number | undefined,
      policies: policies.flatMap(({ Statement }) => Statement),
      /** The event source mapping that feeds it. */
      mapping: mappings.find(
        ([, mapping]) => referenced(mapping.Properties.FunctionName) === id,
      )?.[1].Properties,
      properties,
    };
  });
}

function variables({ Environment }: Record<string, unknown>): Record<string, unknown> {
  return (Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
}
