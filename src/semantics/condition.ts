import { parseStatePath } from "../workflow/paths.ts";
import type { Comparison, Condition } from "../workflow/workflow.ts";

/** The values that conditions look at. */
export interface ConditionState {
  readonly input: unknown;
  readonly results: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, unknown>>;
  readonly item?: unknown;
  readonly index?: number;
}

/**
 * Returns whether a condition holds. What is not there compares as false, whatever it is compared with.
 */
export function holds(condition: Condition, state: ConditionState): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(one, state));
  if ("any" in condition) return condition.any.some((one) => holds(one, state));
  if ("not" in condition) return !holds(condition.not, state);
  return compares(condition, valueUnder(condition.path, state));
}

/** The value that a path leads to, `undefined` where nothing is there. */
export function valueUnder(path: string, state: ConditionState): unknown {
  const parsed = parseStatePath(path);
  if (!parsed) return undefined;
  let value: unknown = state[parsed.root];
  for (const segment of parsed.segments) {
    const isThere =
      typeof value === "object" &&
      value !== null &&
      Array.isArray(value) === (typeof segment === "number") &&
      Object.hasOwn(value, segment);
    if (!isThere) return undefined;
    value = (value as Record<string | number, unknown>)[segment];
  }
  return value;
}

/**
 * Returns whether a comparison is true of a value; of what is not there, only that it is not present.
 */
export function compares({ operator, value }: Comparison, found: unknown): boolean {
  if (operator === "isPresent") return (found !== undefined) === value;
  if (found === undefined) return false;
  switch (operator) {
    case "equals":
      return found === value;
    case "notEquals":
      return found !== value;
    case "oneOf":
      return Array.isArray(value) && value.includes(found);
    default:
      return (
        isOrdered(found) &&
        typeof found === typeof value &&
        inOrder(operator, found, value as typeof found)
      );
  }
}

const isOrdered = (value: unknown): value is number | string =>
  typeof value === "number" || typeof value === "string";

function inOrder(operator: Comparison["operator"], one: number | string, other: number | string) {
  switch (operator) {
    case "greaterThan":
      return one > other;
    case "greaterThanOrEquals":
      return one >= other;
    case "lessThan":
      return one < other;
    default:
      return one <= other;
  }
}
