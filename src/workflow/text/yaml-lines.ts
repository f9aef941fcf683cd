import { isMapping } from "../../mapping.ts";
import { YAML_KEYWORD } from "../../quote.ts";
import { DURATION_PATTERN } from "../duration.ts";

interface FlowStyle {
  /** The space inside of braces. */
  readonly padding?: string;
  readonly word?: (text: string) => string;
  readonly key?: (text: string) => string;
}

/** Returns a value in flow style, on one line. */
export function flowValue(value: unknown, style: FlowStyle = {}): string {
  const { padding = " ", word = flowScalar, key = String } = style;
  if (typeof value === "string") return word(value);
  if (Array.isArray(value)) return `[${value.map((one) => flowValue(one, style)).join(", ")}]`;
  if (!isMapping(value)) return String(value);
  const entries = Object.entries(value).map(
    ([name, one]) => `${key(name)}: ${flowValue(one, style)}`,
  );
  return `{${padding}${entries.join(", ")}${padding}}`;
}

/** A YAML string inside of brackets: plain only where no comma, bracket or number could be meant. */
function flowScalar(text: string): string {
  const isPlain = /^[A-Za-z][\w.]*$/.test(text);
  return isPlain && !YAML_KEYWORD.test(text) ? text : JSON.stringify(text);
}

export function entry(key: string, value: string | number | undefined): string[] {
  if (value === undefined) return [];
  return [`${key}: ${typeof value === "number" ? value : scalar(value)}`];
}

export function item(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`));
}

export function indented(line: string): string {
  return `  ${line}`;
}

/** Returns a YAML string: plain where every reader takes it for the same text, else in double quotes. */
export function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w$,.;'()/ -]*$/.test(text) && !text.endsWith(" ");
  return (isPlain && !YAML_KEYWORD.test(text)) || DURATION_PATTERN.test(text)
    ? text
    : JSON.stringify(text);
}
