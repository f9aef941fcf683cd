import { isMapping } from "./mapping.ts";

/**
 * Free text made safe for one language. Every template helper is one of these functions, so that
 * no description, name or message a person types can end the construct it is put into.
 */

/** A JSON value on one line, for JSON files and for literals in code. */
export function json(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`Not a JSON value: ${String(value)}`);
  return text;
}

/** JSON on one line, with room between its parts. */
export function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(", ")}]`;
  if (!isMapping(value)) return json(value);
  const entries = Object.entries(value).map(([key, inner]) => `${json(key)}: ${spacedJson(inner)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/**
 * A JavaScript string literal as Biome formats it: in double quotes, unless single quotes need
 * fewer escapes.
 */
export function tsString(text: string): string {
  const double = json(text)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029")
    // Where a template string would have a placeholder, a reader may take it for one.
    .replaceAll("${", "\\u0024{");
  if (count(text, '"') <= count(text, "'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/**
 * A YAML string scalar, plain where that is safe in block and flow style for readers of YAML 1.1
 * (CloudFormation) and 1.2, else in double quotes.
 */
export function yamlString(text: string): string {
  const plain =
    /^[A-Za-z][\w ./()-]*$/.test(text) && !text.endsWith(" ") && !YAML_KEYWORD.test(text);
  return plain ? text : json(text).replace(NOT_PRINTABLE_IN_YAML, unicodeEscape);
}

/** Matches words that YAML 1.1 or 1.2 takes for another value than a text. */
export const YAML_KEYWORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const NOT_PRINTABLE_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Text of a block or line comment: one line, and nothing that ends the comment. */
export function comment(text: string): string {
  return oneLine(text).replaceAll("*/", "* /");
}

/** One word of a command for a POSIX shell, which takes nothing in it for anything else. */
export function posixWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : posixString(text);
}

/** Quotes a text for a POSIX shell, always. */
export function posixString(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Inline Markdown that shows the text as it is, also in a table cell and at the start of a line. */
export function markdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>|~&$]/g, "\\$&")
    .replace(/^[#+=-]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Line breaks, other control characters and the white space around them become one space. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029\u0085]+/gu, " ").trim();
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
