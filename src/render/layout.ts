import { tsString } from "../quote.ts";

/** The width to which generated code is formatted, as Biome would. */
export const LINE_WIDTH = 100;

/**
 * `before` + items + `after` on one line where that fits, else one item a line; how Biome lays out
 * arrays, arguments and imports. The import of a single name is never broken.
 */
export function fitItems(before: string, items: readonly string[], after: string): string {
  const pad = /^[{]|[{] $/.test(before.slice(-2)) ? " " : "";
  const head = pad === "" ? before : before.trimEnd();
  const oneLine =
    items.length === 0
      ? `${head}${after.trimStart()}`
      : `${head}${pad}${items.join(", ")}${pad}${after.trimStart()}`;
  const isSingleImport = items.length === 1 && before.startsWith("import ");
  if (oneLine.length <= LINE_WIDTH || isSingleImport) return oneLine;
  const indent = " ".repeat(before.length - before.trimStart().length);
  const lines = items.map((item) => `${indent}  ${item},`);
  return [head, ...lines, `${indent}${after.trimStart()}`].join("\n");
}

/** Returns indented JSON with each list of strings on one line, where it fits. */
export function fitLists(json: string): string {
  const text = '"(?:[^"\\\\]|\\\\.)*"';
  const list = new RegExp(`^(.*\\[)\\n\\s+(${text}(?:,\\n\\s+${text})*)\\n\\s+(\\],?)$`, "gm");
  return json.replace(list, (lines: string, before: string, items: string, after: string) => {
    const line = `${before}${items.replace(/,\n\s+/g, ", ")}${after}`;
    return line.length <= LINE_WIDTH ? line : lines;
  });
}

/** A property whose value is a string; one that is too long goes to a line of its own. */
export function stringProperty(before: string, value: string): string {
  const literal = `${tsString(value)},`;
  const indent = " ".repeat(before.length - before.trimStart().length);
  const fits = before.length + 1 + literal.length <= LINE_WIDTH;
  return fits ? `${before} ${literal}` : `${before}\n${indent}  ${literal}`;
}

const CODE = Symbol("code");

/** Stands for code in the place of a value in {@link fitLiteral}. */
export function code(text: string): object {
  return { [CODE]: text };
}

const SPREAD = Symbol("spread");

/** Stands for `{ ...text, …properties }` in {@link fitLiteral}. */
export function spread(text: string, properties: object): object {
  return { [SPREAD]: text, ...properties };
}

const ARROW = Symbol("arrow");

/** Stands for an arrow function that returns an object or an array in {@link fitLiteral}. */
export function arrow(parameters: string, body: object): object {
  return { [ARROW]: parameters, body };
}

/** A line `before` + JSON value + `after`, broken as Biome breaks object and array literals. */
export function fitLiteral(before: string, value: unknown, after: string): string {
  const indent = " ".repeat(before.length - before.trimStart().length);
  return before + literal(value, indent, before.length, after.length) + after;
}

function literal(value: unknown, indent: string, column: number, trailing: number): string {
  if (typeof value !== "object" || value === null || isCode(value)) return flatLiteral(value);
  if (!mustBreak(value)) {
    const flat = flatLiteral(value);
    if (column + flat.length + trailing <= LINE_WIDTH) return flat;
  }
  if (isArrow(value)) {
    const [open, close] = Array.isArray(value.body) ? ["", ""] : ["(", ")"];
    const head = `${value[ARROW]} => ${open}`;
    const end = trailing + close.length;
    return `${head}${literal(value.body, indent, column + head.length, end)}${close}`;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${literal(item, inner, inner.length, 1)},`);
    return `[\n${items.join("\n")}\n${indent}]`;
  }
  const properties = Object.entries(value).map(([key, property]) => {
    if (isShorthand(key, property)) return `${inner}${key},`;
    const start = `${inner}${propertyName(key)}:`;
    if (typeof property === "string") return stringProperty(start, property);
    return `${start} ${literal(property, inner, start.length + 1, 1)},`;
  });
  properties.unshift(...spreadOf(value).map((text) => `${inner}${text},`));
  return `{\n${properties.join("\n")}\n${indent}}`;
}

/** Biome always breaks a list of several objects that have several properties each. */
function mustBreak(value: unknown): boolean {
  if (Array.isArray(value)) {
    const records = value.filter(
      (item) => typeof item === "object" && item !== null && Object.keys(item).length > 1,
    );
    return (value.length > 1 && records.length === value.length) || value.some(mustBreak);
  }
  return typeof value === "object" && value !== null && Object.values(value).some(mustBreak);
}

function isCode(value: unknown): value is { readonly [CODE]: string } {
  return typeof value === "object" && value !== null && CODE in value;
}

/** Tells whether a property holds the variable of its own name. */
function isShorthand(key: string, property: unknown): boolean {
  return isCode(property) && property[CODE] === key;
}

function isArrow(value: unknown): value is { readonly [ARROW]: string; readonly body: object } {
  return typeof value === "object" && value !== null && ARROW in value;
}

function spreadOf(value: object): string[] {
  return SPREAD in value ? [`...${value[SPREAD]}`] : [];
}

function flatLiteral(value: unknown): string {
  if (isCode(value)) return value[CODE];
  if (isArrow(value)) {
    const body = flatLiteral(value.body);
    return `${value[ARROW]} => ${Array.isArray(value.body) ? body : `(${body})`}`;
  }
  if (Array.isArray(value)) return `[${value.map(flatLiteral).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const properties = Object.entries(value).map(([key, property]) =>
      isShorthand(key, property) ? key : `${propertyName(key)}: ${flatLiteral(property)}`,
    );
    properties.unshift(...spreadOf(value));
    return properties.length === 0 ? "{}" : `{ ${properties.join(", ")} }`;
  }
  return typeof value === "string" ? tsString(value) : JSON.stringify(value);
}

/** A key of an object as code. */
export function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
