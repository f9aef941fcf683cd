import { YAML_KEYWORD } from "../../quote.ts";
import { DURATION_PATTERN } from "../duration.ts";
import type { Comparison } from "../workflow.ts";

export function flowValue(value: Comparison["value"]): string {
  if (typeof value === "string") return flowScalar(value);
  return Array.isArray(value) ? `[${value.map(flowValue).join(", ")}]` : String(value);
}

/** A YAML string inside of brackets: plain only where no comma, bracket or number could be meant. */
export function flowScalar(text: string): string {
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
