import { isUnknown, type Value } from "./evaluate.ts";

export const isTrue = (value: Value) => value === true || value === "true";

/** Returns nothing where the operand is not known. */
export function unary(operator: string, value: Value): Value | undefined {
  if (isUnknown(value)) return undefined;
  return operator === "negate" ? -Number(value) : !isTrue(value);
}

const NUMERIC: Readonly<Record<string, (one: number, other: number) => Value>> = {
  add: (one, other) => one + other,
  subtract: (one, other) => one - other,
  multiply: (one, other) => one * other,
  divide: (one, other) => one / other,
  modulo: (one, other) => one % other,
  lessThan: (one, other) => one < other,
  lessThanOrEqual: (one, other) => one <= other,
  greaterThan: (one, other) => one > other,
  greaterThanOrEqual: (one, other) => one >= other,
};

/** Returns nothing where an operand is not known that matters. */
export function binary(operator: string, one: Value, right: () => Value): Value | undefined {
  if (operator === "logicalAnd" && one === false) return false;
  if (operator === "logicalOr" && one === true) return true;
  const other = right();
  const isEqual = JSON.stringify(one) === JSON.stringify(other);
  // An unknown value is not null, and equal texts are equal values.
  const isSure = isEqual || one === null || other === null;
  if (!isSure && (isUnknown(one) || isUnknown(other))) return undefined;
  if (operator === "equal") return isEqual;
  if (operator === "notEqual") return !isEqual;
  if (operator === "logicalAnd") return isTrue(one) && isTrue(other);
  if (operator === "logicalOr") return isTrue(one) || isTrue(other);
  return NUMERIC[operator]?.(Number(one), Number(other));
}
