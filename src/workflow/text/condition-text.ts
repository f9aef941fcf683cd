import type { Comparison, Condition } from "../workflow.ts";

const WORDS: Readonly<Record<Comparison["operator"], string>> = {
  equals: "is",
  notEquals: "is there and is not",
  greaterThan: "is greater than",
  greaterThanOrEquals: "is at least",
  lessThan: "is less than",
  lessThanOrEquals: "is at most",
  oneOf: "is one of",
  isPresent: "is there",
};

/** A condition in words: `input.total is greater than 1000 and not input.known is true`. */
export function describeCondition(condition: Condition): string {
  if ("all" in condition) return joined(condition.all, " and ");
  if ("any" in condition) return joined(condition.any, " or ");
  if ("not" in condition) return `not ${inBrackets(condition.not)}`;
  const { path, operator, value } = condition;
  if (operator === "isPresent") return `${path} is ${value === true ? "there" : "not there"}`;
  return `${path} ${WORDS[operator]} ${[value].flat().map(word).join(", ")}`;
}

function joined(conditions: readonly Condition[], word: string): string {
  return conditions.length === 1
    ? conditions.map(describeCondition).join("")
    : conditions.map(inBrackets).join(word);
}

function inBrackets(condition: Condition): string {
  const isList =
    ("all" in condition && condition.all.length > 1) ||
    ("any" in condition && condition.any.length > 1);
  return isList ? `(${describeCondition(condition)})` : describeCondition(condition);
}

function word(value: string | number | boolean | null): string {
  return typeof value === "string" && !/^[\w-]+$/.test(value)
    ? JSON.stringify(value)
    : String(value);
}
