import { isDeepStrictEqual } from "node:util";
import { isMap, type ParsedNode, parse } from "yaml";
import { isMapping } from "../../../mapping.ts";
import { type Path, valueAt } from "../../findings/finding.ts";
import type { Step } from "../../workflow.ts";
import { stepYaml } from "../write.ts";
import { yamlOf } from "../yaml-document.ts";
import { dropEntry, type Entry, type Mapping, putEntry } from "./edit-entries.ts";
import { holding } from "./edit-steps.ts";
import { NotEditable } from "./not-editable.ts";
import { withValueAt } from "./step-lists.ts";

type Data = Readonly<Record<string, unknown>>;

/** A value at a path; `undefined`: none any more. */
interface Change {
  readonly at: Path;
  readonly value: unknown;
}

/**
 * Returns the text of a valid workflow with other rules of one of its steps, all else as it was:
 * comments, formatting, and what the step says that does not change.
 *
 * @param document what the text says
 * @param at where the step is, e.g. `["steps", 2]`
 * @throws {NotEditable}
 */
export function rewriteStep(
  text: string,
  document: unknown,
  at: Path,
  { before, after }: { readonly before: Step; readonly after: Step },
): string {
  const model = stepYaml(after).join("\n");
  const [old, now] = [parse(stepYaml(before).join("\n")), parse(model)] as [Data, Data];
  return applied(text, document, at, {
    changes: differences(old, now, valueAt(document, at) as Data),
    model,
  });
}

/** Returns the text with other values at paths that begin at a step. @throws {NotEditable} */
export function applied(
  text: string,
  document: unknown,
  at: Path,
  { changes: some, model }: { readonly changes: readonly Change[]; readonly model: string },
): string {
  const isDropped = ({ value }: Change) => value === undefined;
  const changes = [...some.filter((one) => !isDropped(one)), ...some.filter(isDropped)];
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  const body = changes.reduce(
    (content, change) => changed(content, at, change, model),
    text.slice(mark),
  );
  const meant = changes.reduce(
    (value, change) => withValueAt(value, [...at, ...change.at], change.value),
    document,
  );
  return text.slice(0, mark) + holding(body, meant);
}

function changed(body: string, at: Path, { at: inside, value }: Change, model: string): string {
  const root = yamlOf(body);
  const map = root.getIn([...at, ...inside.slice(0, -1)], true);
  if (!isMap<ParsedNode, ParsedNode | null>(map)) {
    throw new NotEditable("The step is not written out there");
  }
  const key = String(inside.at(-1));
  if (value === undefined) return dropEntry(body, map, key);
  const order = Object.keys(valueAt(parse(model), inside.slice(0, -1)) ?? {});
  return putEntry(body, map, entryOf(model, inside, value), order);
}

/** An entry as it is written where the step is written anew. */
function entryOf(model: string, at: Path, value: unknown): Entry {
  const key = String(at.at(-1));
  const map = yamlOf(model).getIn(at.slice(0, -1), true);
  const pair = isMap(map) && (map as Mapping).items.find((item) => String(item.key) === key);
  if (!pair) return { key, value, lines: [`${key}: ${String(value)}`] };
  const start = pair.key.range[0];
  const column = start - (model.lastIndexOf("\n", start) + 1);
  const lines = model
    .slice(start, (pair.value ?? pair.key).range[1])
    .trimEnd()
    .split("\n");
  return {
    key,
    value,
    lines: lines.map((line, index) => (index === 0 ? line : line.slice(column))),
  };
}

/** A task may be written as its name. */
const asData = (value: unknown): Data =>
  isMapping(value) ? value : typeof value === "string" ? { name: value } : {};

/**
 * Returns the changes entry by entry, so that comments and what somebody has written without need stay.
 *
 * @param old,now the step as it is written anew, before and after
 * @param present the step as it is written
 */
function differences(old: Data, now: Data, present: Data): Change[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...keys].flatMap((key): Change[] => {
    const [before, after, here] = [old[key], now[key], present[key]];
    if (isDeepStrictEqual(before, after)) return [];
    const whole = { at: [key], value: after };
    const isInside =
      isMapping(here) &&
      (isMapping(after) || key === "retry" || (isTask(key) && after !== undefined));
    if (!isInside) return here === undefined && after === undefined ? [] : [whole];
    const inside = differences(asData(before), asData(after), here);
    const left = inside.reduce<unknown>((data, one) => withValueAt(data, one.at, one.value), here);
    const names = Object.keys(left as Data);
    if (names.length === 0) return [{ at: [key], value: undefined }];
    if (typeof after === "string" && names.length === 1) return [whole];
    return inside.map(({ at, value }) => ({ at: [key, ...at], value }));
  });
}

const isTask = (key: string): boolean => key === "compensation" || key === "fallback";
