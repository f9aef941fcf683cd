import { camelCase } from "./names.ts";
import type { ComparisonOperator, Step } from "./workflow.ts";

/** The keys that make a step something else than a task. */
export const FORM_KEYS = ["wait", "choice", "parallel", "map", "approval"] as const;

export type FormKey = (typeof FORM_KEYS)[number];

/** Keys that every step may have. */
export const NAMING_KEYS = ["name", "description"] as const;

/** Keys of steps that can fail as a whole. */
export const ROUTE_KEYS = ["catch", "onFailure", "compensation", "fallback"] as const;

/** The operators of conditions. */
export const OPERATORS: readonly ComparisonOperator[] = [
  "equals",
  "notEquals",
  "greaterThan",
  "greaterThanOrEquals",
  "lessThan",
  "lessThanOrEquals",
  "oneOf",
  "isPresent",
];

/** The keys that a step of a form takes besides the one that names its form. */
export function keysOfForm(form: FormKey): readonly string[] {
  return form === "wait" || form === "choice" ? NAMING_KEYS : [...NAMING_KEYS, ...ROUTE_KEYS];
}

/** The form of a step as it is written down. */
export function formOf(step: object): Step["form"] {
  return FORM_KEYS.find((key) => (step as Record<string, unknown>)[key] !== undefined) ?? "task";
}

/** A path into the workflow state, taken apart. */
export interface StatePath {
  readonly root: "input" | "results" | "errors" | "item" | "index";
  /** The names and positions in lists behind the root. */
  readonly segments: readonly (string | number)[];
}

/**
 * `input.lines[0].price` taken apart.
 *
 * @returns `undefined` where the text is not such a path
 */
export function parseStatePath(text: string): StatePath | undefined {
  const match = /^(input|results|errors|item|index)((?:\.[A-Za-z_]\w*|\[\d{1,6}\])*)$/.exec(text);
  // Of all names, this one alone means something else than a property to JavaScript.
  if (!match || /\b__proto__\b/.test(text)) return undefined;
  const segments = [...(match[2] ?? "").matchAll(/\.(\w+)|\[(\d+)\]/g)].map(
    ([, name, position]) => name ?? Number(position),
  );
  return { root: match[1] as StatePath["root"], segments };
}

/** `results.createOrder`: where the state keeps what a step made. */
export function stateKey({ name }: { readonly name: string }): string {
  return camelCase(name);
}
