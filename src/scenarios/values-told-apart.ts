import { compares } from "../semantics/condition.ts";
import type { Comparison } from "../workflow/workflow.ts";

export type Value = string | number | boolean | null | Readonly<Record<string, never>>;

/**
 * Returns values of every kind that these comparisons can tell apart, nothing at all first.
 *
 * @param nearMisses whether values come first that only just do not fit
 */
export function valuesToldApart(
  comparisons: readonly Comparison[],
  nearMisses: boolean,
): (Value | undefined)[] {
  const usual = [...new Set([undefined, ...comparisons.flatMap(valuesFor)])];
  const ordered = nearMisses ? usual.toReversed() : usual;
  return toldApart([...ordered, ...valuesBetween(comparisons)], comparisons);
}

/** Returns the first of the values of which the same comparisons are true. */
export function toldApart<T>(values: readonly T[], comparisons: readonly Comparison[]): T[] {
  const byTruth = new Map<string, T>();
  for (const value of values) {
    const truth = comparisons.map((one) => compares(one, value)).join();
    if (!byTruth.has(truth)) byTruth.set(truth, value);
  }
  return [...byTruth.values()];
}

/** The group of work that says nothing of it. */
export const USUAL_GROUP = "group-1";

/** A value that work may be grouped by. */
export type Group = string | number;

/** Returns a group of each kind that these comparisons can tell apart, the usual one first. */
export const groupOfEachKind = (comparisons: readonly Comparison[]): Group[] =>
  toldApart([USUAL_GROUP, ...groupsToldApart(comparisons)], comparisons);

/** Groups of every kind that these comparisons can tell apart. */
export function groupsToldApart(comparisons: readonly Comparison[]): Group[] {
  return [...comparisons.flatMap(valuesFor), ...valuesBetween(comparisons)].filter(isGroup);
}

/** One to 128 letters, digits and punctuation marks ("SendMessage", Amazon SQS API Reference). */
const isGroup = (one: Value): one is Group =>
  typeof one === "number" || (typeof one === "string" && /^[!-~]{1,128}$/.test(one));

/** Values that make a comparison true, and values that make it false. */
function valuesFor({ operator, value }: Comparison): Value[] {
  if (operator === "isPresent") return [true];
  return [value].flat().flatMap((one): Value[] => {
    if (typeof one === "number") return [one, one + 1, one - 1];
    if (typeof one === "string") return [one, `${one}~`, ""];
    return typeof one === "boolean" ? [one, !one] : [null, "something"];
  });
}

/** The numbers between two constants, the text next to each, and a value of every type. */
function valuesBetween(comparisons: readonly Comparison[]): Value[] {
  const constants = comparisons.flatMap(({ value }) => [value].flat());
  const numbers = constants.filter((one) => typeof one === "number").toSorted((a, b) => a - b);
  const texts = constants.filter((one) => typeof one === "string");
  return [
    ...numbers.slice(1).map((one, index) => (one + (numbers[index] ?? one)) / 2),
    ...texts.flatMap((one) => [`${one} `, `${one}\0`]),
    "something",
    "",
    0,
    true,
    false,
    null,
    {},
  ];
}
