import type { Plan, PlannedStep } from "../../plan/plan.ts";
import { type ResultReading, resultReadings } from "../../scenarios/result-readings.ts";
import { code, fitLiteral, LINE_WIDTH, propertyName } from "../layout.ts";

/**
 * The result of a step as it is first written: a reference, and what `workflow.yaml` reads of it, so
 * that the workflow runs before its owner has written a line. What only conditions look at may be
 * left out, since a condition is false where nothing is there.
 *
 * @param reference of the result, as code
 * @param expected the same in the step's test
 */
export function exampleResult(
  { workflow }: Plan,
  { key }: PlannedStep,
  reference: string,
  expected: string,
) {
  const read = treeOf(resultReadings(workflow, key));
  const fields = [...read.inner].filter(([name]) => name !== "reference");
  const result = (text: string) => ({
    reference: code(text),
    ...Object.fromEntries(
      fields.flatMap(([name, node]) =>
        isNeeded(node) ? [[name, exampleOf(node, code(text))]] : [],
      ),
    ),
  });
  return {
    fields: fields.map(([name, node]) => ({
      readers: [...new Set(readersOf(node))].map((reader) => `\`${reader}\``).join(", "),
      line: fieldOf(name, node, "  "),
    })),
    returnLine: fitLiteral("  return ", result(reference), ";"),
    expectedLines: Object.entries(result(expected)).map(([name, value]) =>
      fitLiteral(`    ${propertyName(name)}: `, value, ","),
    ),
  };
}

/** The reads of a place of a result, and of the places below it. */
interface ReadTree {
  readonly here: readonly ResultReading[];
  readonly inner: ReadonlyMap<string, ReadTree>;
  /** The fields that are read of the items of a list, and the number of items that it needs. */
  readonly item?: ReadTree;
  readonly length: number;
}

function treeOf(readings: readonly ResultReading[], depth = 0): ReadTree {
  const inside = readings.filter(({ segments }) => segments.length > depth);
  const next = inside.map(({ segments }) => segments[depth] as string | number);
  const positions = next.filter((segment) => typeof segment === "number");
  const names = new Set(next.filter((segment) => typeof segment === "string"));
  const under = (isNext: (segment: unknown) => boolean) =>
    treeOf(
      inside.filter(({ segments }) => isNext(segments[depth])),
      depth + 1,
    );
  return {
    here: readings.filter(({ segments }) => segments.length === depth),
    inner: new Map([...names].map((name) => [name, under((segment) => segment === name)])),
    ...(positions.length > 0 && { item: under((segment) => typeof segment === "number") }),
    length: Math.max(0, ...positions.map((position) => position + 1)),
  };
}

function treesBelow({ inner, item }: ReadTree): ReadTree[] {
  return [...inner.values(), ...(item ? [item] : [])];
}

/** Returns whether the workflow fails where it is not there. */
function isNeeded(tree: ReadTree): boolean {
  return (
    tree.here.some(({ as }) => as === "items" || as === "key") || treesBelow(tree).some(isNeeded)
  );
}

function readersOf(tree: ReadTree): string[] {
  return [...tree.here.map(({ reader }) => reader), ...treesBelow(tree).flatMap(readersOf)];
}

function exampleOf({ here, inner, item, length }: ReadTree, key: object): unknown {
  if (item) return Array.from({ length }, () => exampleOf(item, key));
  if (here.some(({ as }) => as === "items")) return [{}];
  if (here.some(({ as }) => as === "key")) return key;
  const [value] = comparedWith(here);
  if (inner.size === 0 && value !== undefined) return value;
  const needed = [...inner].filter(([, tree]) => isNeeded(tree));
  return Object.fromEntries(needed.map(([name, tree]) => [name, exampleOf(tree, key)]));
}

/** A field of a type, broken as Biome breaks types of objects. */
function fieldOf(name: string, node: ReadTree, indent: string): string {
  const start = `${indent}${propertyName(name)}${isNeeded(node) ? "" : "?"}: `;
  return `${start}${typeOf(node, indent, start.length)};`;
}

function typeOf(node: ReadTree, indent: string, column: number): string {
  if (node.item) {
    const item = typeOf(node.item, indent, column);
    return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
  }
  if (node.here.some(({ as }) => as === "items")) return "unknown[]";
  if (node.inner.size === 0) return valueType(node.here);
  const fields = [...node.inner];
  const flat = `{ ${fields.map(([name, inner]) => fieldOf(name, inner, "").slice(0, -1)).join("; ")} }`;
  if (!flat.includes("\n") && column + flat.length + 3 <= LINE_WIDTH) return flat;
  const lines = fields.map(([name, inner]) => fieldOf(name, inner, `${indent}  `));
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function valueType(readings: readonly ResultReading[]): string {
  const isKey = readings.some(({ as }) => as === "key");
  const types = new Set(comparedWith(readings).map((value) => typeof value));
  return [...new Set([...(isKey ? ["string"] : []), ...types])].join(" | ") || "unknown";
}

function comparedWith(readings: readonly ResultReading[]): (string | number | boolean)[] {
  return readings.flatMap(({ as }) =>
    typeof as === "string" || as.operator === "isPresent"
      ? []
      : [as.value].flat().filter((value) => value !== null),
  );
}
