import { readFileSync } from "node:fs";
import { type CollectionTag, parse, type ScalarTag } from "yaml";
import type { Template } from "./reader.ts";

const ofNames = ["Ref", "Sub", "GetAtt", "ImportValue", "Base64", "GetAZs", "Condition"];
const ofLists = "Equals Not And Or If Select Split Sub Join FindInMap Cidr GetAtt".split(" ");
const tags = [
  ...ofNames.map((name) => ({ tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) })),
  ...ofLists.map((name) => ({
    tag: `!${name}`,
    collection: "seq",
    resolve: (items: { toJSON(): unknown }) => ({ [name]: items.toJSON() }),
  })),
  { tag: "!Transform", collection: "map" },
] as (ScalarTag | CollectionTag)[];

/** Reads `template.yaml`; what CloudFormation resolves becomes an object, e.g. `{ Ref: "Queue" }`. */
export function readTemplate(): Template {
  const text = readFileSync(new URL("../../template.yaml", import.meta.url), "utf8");
  return parse(text, { customTags: tags });
}
