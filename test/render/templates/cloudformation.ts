import { type CollectionTag, parse, type ScalarTag } from "yaml";

type Tag = ScalarTag | CollectionTag;

/** Intrinsic functions in their short form, read as their long form. */
const tags = [
  { tag: "!Ref", resolve: (name: string) => ({ Ref: name }) },
  { tag: "!Sub", resolve: (text: string) => ({ "Fn::Sub": text }) },
  { tag: "!GetAtt", resolve: (path: string) => ({ "Fn::GetAtt": path.split(".") }) },
  { tag: "!Equals", collection: "seq" },
  { tag: "!Not", collection: "seq" },
  ...["!Select", "!Split", "!Sub"].map((tag) => ({ tag, collection: "seq" })),
] as Tag[];

export interface Template {
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Reads a CloudFormation template. @throws also where a key is repeated. */
export function parseTemplate(text: string): Template {
  return parse(text, { customTags: tags, logLevel: "error" }) as Template;
}

/** The names that a part of a template refers to: parameters, resources, pseudo-parameters. */
export function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref") return [String(inner).split(".")[0] ?? ""];
    if (key === "Fn::GetAtt" && Array.isArray(inner)) return [String(inner[0])];
    if (key === "Fn::Sub") {
      return [...String(inner).matchAll(/\$\{([\w:]+)/g)].map(([, name]) => name ?? "");
    }
    return references(inner);
  });
}
