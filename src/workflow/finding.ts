/** Keys and indexes that lead to a value in `workflow.yaml`. */
export type Path = readonly (string | number)[];

/** Something wrong in a workflow, before it is known where in the text it is. */
export interface Finding {
  /** Stable, upper case, e.g. `UNKNOWN_KEY`. */
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly at: Path;
  /** The key itself is meant, not its value. */
  readonly onKey?: boolean;
}

/** Whether one path is the other or leads to something inside of it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((part, index) => path[index] === part);
}

/** Whether any of the paths is, contains or is inside of one of the holes. */
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
 * What a path belongs to, in the words of the user: `step "process-payment"`,
 * `compensation "refund-payment" of step "process-payment"`, `step 2` where it has no name.
 *
 * @param document a workflow as it is in the text, or checked
 */
export function labelOf(document: unknown, at: Path): string {
  if (at[0] !== "steps" || typeof at[1] !== "number") return "workflow";
  const stepName = nameOf(valueAt(document, at.slice(0, 2)));
  let label = `step ${stepName === undefined ? at[1] + 1 : quote(stepName)}`;
  for (let depth = 3; depth < at.length; depth++) {
    const part = at[depth - 1];
    if (part !== "fallback" && part !== "compensation") break;
    const name = nameOf(valueAt(document, at.slice(0, depth)));
    label = `${name === undefined ? `the ${part}` : `${part} ${quote(name)}`} of ${label}`;
  }
  return label;
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
export function either(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
