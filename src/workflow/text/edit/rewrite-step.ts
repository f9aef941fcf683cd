import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, type ParsedNode } from "yaml";
import { isMapping } from "../../../mapping.ts";
import { type Path, valueAt } from "../../findings/finding.ts";
import { type Keys, mappingOf } from "../../grammar/shape.ts";
import { keysOf } from "../../grammar/step-keys.ts";
import type { Step } from "../../workflow.ts";
import { type Splice, spliced } from "../splice.ts";
import { type Data, stepData } from "../workflow-data.ts";
import { readText } from "../workflow-text.ts";
import { linesOfKeys } from "../write.ts";
import { changeEntries } from "./edit-entries.ts";
import { holding } from "./edit-steps.ts";
import { NotEditable } from "./not-editable.ts";
import { withValueAt } from "./step-lists.ts";

/** The changes of a mapping, entry by entry. */
interface Changes {
  readonly put: Data;
  /** Keys. */
  readonly drop: readonly string[];
  /** Of mappings inside, by their key. */
  readonly inside: Readonly<Record<string, Changes>>;
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
  const present = valueAt(document, at) as Data;
  const changes = differences(stepData(before), stepData(after), present);
  const { mark, body, document: parsed } = readText(text);
  const result = spliced(body, splicesOf(body, parsed, at, changes, keysOf(after.form)));
  const ended = body.endsWith("\n") ? result : result.replace(/\r?\n$/, "");
  return holding(mark + ended, withValueAt(document, at, applied(present, changes)));
}

/** Returns the splices that change a mapping; an entry is written as where the step is written anew. */
function splicesOf(
  body: string,
  document: Document.Parsed,
  at: Path,
  { put, drop, inside }: Changes,
  keys: Keys,
): Splice[] {
  const map = document.getIn(at, true);
  if (!isMap<ParsedNode, ParsedNode | null>(map)) {
    throw new NotEditable("The step is not written out there");
  }
  const inner = Object.entries(inside).flatMap(([name, changes]) => {
    const shape = keys[name]?.shape;
    const known = (shape && mappingOf(shape)?.keys) ?? {};
    return splicesOf(body, document, [...at, name], changes, known);
  });
  const entries = Object.entries(put).map(([key, value]) => ({
    key,
    value,
    lines: linesOfKeys(keys, { [key]: value }),
  }));
  return [...inner, ...changeEntries(body, map, { put: entries, drop, order: Object.keys(keys) })];
}

function applied(data: Data, { put, drop, inside }: Changes): Data {
  const kept = Object.entries(data).flatMap(([key, value]) => {
    if (drop.includes(key)) return [];
    const changes = inside[key];
    return [[key, changes ? applied(value as Data, changes) : value]];
  });
  return { ...Object.fromEntries(kept), ...put };
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
function differences(old: Data, now: Data, present: Data): Changes {
  const put: Record<string, unknown> = {};
  const drop: string[] = [];
  const inside: Record<string, Changes> = {};
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [before, after, here] = [old[key], now[key], present[key]];
    if (isDeepStrictEqual(before, after)) continue;
    const isInside =
      isMapping(here) &&
      (isMapping(after) || key === "retry" || (isTask(key) && after !== undefined));
    const changes = isInside ? differences(asData(before), asData(after), here) : undefined;
    const names = changes ? Object.keys(applied(here as Data, changes)) : [];
    const isName = typeof after === "string" && names.length === 1;
    if (
      changes &&
      !isName &&
      Object.keys(here as Data).some((name) => !changes.drop.includes(name))
    )
      inside[key] = changes;
    else if (after !== undefined) put[key] = after;
    else if (here !== undefined) drop.push(key);
  }
  return { put, drop, inside };
}

const isTask = (key: string): boolean => key === "compensation" || key === "fallback";
