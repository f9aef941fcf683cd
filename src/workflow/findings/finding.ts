import { BLOCKS } from "../../forms/registry.ts";
import type { Message } from "../../messages/message.ts";
import { enumerated } from "../../messages/words.ts";

/** Keys and indexes that lead to a value in `workflow.yaml`. */
export type Path = readonly (string | number)[];

/** A message about a workflow, before it is known where in the text that is. */
export interface Finding extends Message {
  readonly at: Path;
  /** The key itself is meant, not its value. */
  readonly onKey?: boolean;
}

/** Returns a finding without its place. */
export function messageOf({ at: _, onKey: __, ...message }: Finding): Message {
  return message;
}

/** Returns whether one path is the other or leads to something inside of it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((part, index) => path[index] === part);
}

/** Returns whether any of the paths is, contains or is inside of one of the holes. */
export function touches(holes: readonly Path[], ...paths: readonly Path[]): boolean {
  return holes.some((hole) => paths.some((path) => isWithin(hole, path) || isWithin(path, hole)));
}

/** The value a path leads to in plain data. */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/**
 * Returns the part of a workflow that a path belongs to, in the words of the user: `step "process-payment"`,
 * `compensation "refund-payment" of step "process-payment"`, `step 2` where it has no name.
 *
 * @param document a workflow as it is in the text, or checked
 */
export function labelOf(document: unknown, at: Path): string {
  if (at[0] !== "steps" || typeof at[1] !== "number") return "workflow";
  let label = stepLabel(document, at.slice(0, 2));
  for (let depth = 3; depth <= at.length; depth++) {
    const part = at[depth - 1];
    const here = at.slice(0, depth);
    if ((part === "fallback" || part === "compensation") && depth < at.length) {
      const name = nameOf(partAt(document, here));
      label = `${name === undefined ? `the ${part}` : `${part} ${quote(name)}`} of ${label}`;
    } else if (typeof part === "number" && ["steps", "otherwise"].includes(String(at[depth - 2]))) {
      label = `${stepLabel(document, here)} in ${surroundings(document, here)}`;
    }
  }
  return label;
}

/** Returns the part of a workflow as the head of a message: `Step "process-payment"`. */
export const headOf = (document: unknown, at: Path): string => sentence(labelOf(document, at));

function stepLabel(document: unknown, at: Path): string {
  const name = nameOf(partAt(document, at));
  return `step ${name === undefined ? Number(at.at(-1)) + 1 : quote(name)}`;
}

/** `branch 2 of "book-trip"`: what a step inside of another is in. */
function surroundings(document: unknown, at: Path): string {
  const branch = at.at(-3);
  const outer = at.slice(0, typeof branch === "number" ? -4 : -3);
  const name = nameOf(partAt(document, outer));
  const step = name === undefined ? `step ${Number(outer.at(-1)) + 1}` : quote(name);
  return typeof branch === "number" ? `branch ${branch + 1} of ${step}` : step;
}

/** A value in a workflow as it is in the text, or checked: there the forms are fields, not keys. */
function partAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const part of path) {
    const here = valueAt(value, [part]);
    if (here === undefined && part === "otherwise") {
      value = valueAt(value, ["steps"]);
    } else if (here === undefined && BLOCKS.includes(part)) {
      value = valueAt(value, ["branches"]) ?? value;
    } else {
      value = here;
    }
  }
  return value;
}

function nameOf(value: unknown): string | undefined {
  const name = typeof value === "string" ? value : valueAt(value, ["name"]);
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** Text in double quotes, shortened, with nothing in it that would steer a terminal. */
export function quote(text: string): string {
  return printable(JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text));
}

/** Text in which control characters and marks of the reading direction are written as `\uXXXX`. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `["a", "b", "c"]` as `a, b or c`. */
export const either = (words: readonly string[]): string => enumerated(words, "or");

/** The first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns a value as it is named in a message. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return String(value);
}
