/** Compares a value of the workflow state, e.g. `input.total`; a missing value compares as false. */
export type Comparison =
  | { path: string; operator: "equals" | "notEquals"; value: string | number | boolean | null }
  | { path: string; operator: "oneOf"; value: readonly (string | number | boolean | null)[] }
  | { path: string; operator: "isPresent"; value: boolean }
  | { path: string; operator: Order; value: string | number };

type Order = "greaterThan" | "greaterThanOrEquals" | "lessThan" | "lessThanOrEquals";

/** A condition decides where the work goes. */
export type Condition =
  | Comparison
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition };

export function holds(condition: Condition, state: object): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(one, state));
  if ("any" in condition) return condition.any.some((one) => holds(one, state));
  if ("not" in condition) return !holds(condition.not, state);
  return compares(condition, valueAt(state, condition.path));
}

function compares(comparison: Comparison, found: unknown): boolean {
  const { operator, value } = comparison;
  if (operator === "isPresent") return (found !== undefined) === value;
  if (found === undefined) return false;
  switch (operator) {
    case "equals":
      return found === value;
    case "notEquals":
      return found !== value;
    case "oneOf":
      return value.some((one) => one === found);
    default:
      if (typeof found === "number" && typeof value === "number") {
        return inOrder(operator, found - value);
      }
      if (typeof found === "string" && typeof value === "string") {
        return inOrder(operator, Number(found > value) - Number(found < value));
      }
      return false;
  }
}

function inOrder(operator: Order, difference: number): boolean {
  switch (operator) {
    case "greaterThan":
      return difference > 0;
    case "greaterThanOrEquals":
      return difference >= 0;
    case "lessThan":
      return difference < 0;
    case "lessThanOrEquals":
      return difference <= 0;
  }
}

/** `input.lines[0].price`, or undefined where nothing is there. */
function valueAt(state: object, path: string): unknown {
  let value: unknown = state;
  for (const [, position, name] of path.matchAll(/\[(\d+)\]|([\w$]+)/g)) {
    const key = name ?? Number(position);
    const isThere =
      typeof value === "object" &&
      value !== null &&
      Array.isArray(value) === (typeof key === "number") &&
      Object.hasOwn(value, key);
    if (!isThere) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
