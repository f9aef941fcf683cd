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
