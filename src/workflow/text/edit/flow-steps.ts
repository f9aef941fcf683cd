import type { ParsedNode } from "yaml";
import { lineStart, newlineAt } from "../lines.ts";
import { flowValue, scalar } from "../yaml-lines.ts";
import { NotEditable, type StepList } from "./not-editable.ts";

/** The text with a step put into a list in flow style, JSON included. */
export function insertFlow(text: string, list: StepList, index: number, step: unknown): string {
  const before = list.items[index - 1];
  const model = before ?? list.items[index];
  if (model === undefined) throw new NotEditable("The list of steps is empty");
  const [start, end] = model.range;
  const onOwnLine = /\r?\n[ \t]*$/.exec(text.slice(0, start))?.[0];
  const written = flowItem(text, model, step);
  return before === undefined
    ? `${text.slice(0, start)}${written},${onOwnLine ?? " "}${text.slice(start)}`
    : `${text.slice(0, end)},${onOwnLine ?? " "}${written}${text.slice(end)}`;
}

/** A step in flow style or as JSON, on one line or on several, as its neighbour is. */
function flowItem(text: string, model: ParsedNode, step: unknown): string {
  const [start, end] = model.range;
  const source = text.slice(start, end);
  const isJson = /^\{\s*"/.test(source);
  const padding = source.startsWith("{ ") || source.includes("\n") ? " " : "";
  const inner = /^\{\r?\n([ \t]*)/.exec(source)?.[1];
  if (inner === undefined) return inFlow(step, isJson, padding);
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, start)))?.[0] ?? "";
  const unit = inner.startsWith(outer) ? inner.slice(outer.length) : "  ";
  const lines = isJson
    ? JSON.stringify(step, null, unit)
    : `{\n${Object.entries(step as object)
        .map(([key, value]) => `${unit}${key}: ${inFlow(value, false, padding)}`)
        .join(",\n")}\n}`;
  return lines.replaceAll("\n", `${newlineAt(text, start)}${outer}`);
}

/** A value in flow style or as JSON, on one line. */
export const inFlow = (value: unknown, isJson: boolean, padding: string): string =>
  flowValue(
    value,
    isJson ? { padding, word: JSON.stringify, key: JSON.stringify } : { padding, word: flowWord },
  );

const flowWord = (text: string): string =>
  /^[\w-]+$/.test(text) ? scalar(text) : JSON.stringify(text);

/** The text without a step of a list in flow style. */
export function deleteFlow(text: string, list: StepList, index: number): string {
  const item = list.items[index];
  if (item === undefined || list.items.length === 1) {
    throw new NotEditable("It is the only step there");
  }
  const [start, end] = item.range;
  const before = list.items[index - 1]?.range[1];
  const after = list.items[index + 1]?.range[0];
  if (before === undefined) return text.slice(0, start) + text.slice(after);
  const isCommented = text.slice(before, start).includes("#");
  return isCommented
    ? text.slice(0, start) + text.slice(after ?? end)
    : text.slice(0, before) + text.slice(end);
}
