import { compares } from "../semantics/condition.ts";
import type { Comparison } from "../workflow/workflow.ts";

export type Value = string | number | boolean | null;

/** A demand on a value: that a comparison holds, or that it does not. */
export interface Constraint {
  readonly comparison: Comparison;
  readonly holds: boolean;
}

/**
 * A value that meets every demand, nothing at all first. One of each kind that comparisons can tell
 * apart is tried, so that where none fits the demands contradict each other.
 *
 * @param nearMisses whether values come first that only just do not fit
 * @returns the value, or nothing, in brackets; `undefined` where there is none
 */
export function findSatisfyingValue(
  demands: readonly Constraint[],
  nearMisses: boolean,
): { readonly value: Value | undefined } | undefined {
  const usual = new Set<Value | undefined>([
    undefined,
    ...demands.flatMap(({ comparison }) => valuesFor(comparison)),
  ]);
  const ordered = nearMisses ? [...usual].toReversed() : [...usual];
  const value = [...ordered, ...valuesBetween(demands)].find((one) => satisfies(one, demands));
  return value === undefined && !satisfies(undefined, demands) ? undefined : { value };
}

/** The group of work that says nothing of it. */
export const USUAL_GROUP = "group-1";

/** A value that work may be grouped by. */
export type Group = string | number;

/** A value that meets every demand and that a group may have. */
export function findSatisfyingGroup(
  demands: readonly Constraint[],
): { readonly value: Group } | undefined {
  const value = [USUAL_GROUP, ...groupsFor(demands)].find((one) => satisfies(one, demands));
  return value === undefined ? undefined : { value };
}

/** Groups of every kind that these comparisons can tell apart. */
export function groupsToldApart(comparisons: readonly Comparison[]): Group[] {
  return groupsFor(comparisons.map((comparison) => ({ comparison, holds: true })));
}

function groupsFor(demands: readonly Constraint[]): Group[] {
  const usual = demands.flatMap(({ comparison }) => valuesFor(comparison));
  return [...usual, ...valuesBetween(demands)].filter(isGroup);
}

/** One to 128 letters, digits and punctuation marks ("SendMessage", Amazon SQS API Reference). */
const isGroup = (one: Value): one is Group =>
  typeof one === "number" || (typeof one === "string" && /^[!-~]{1,128}$/.test(one));

/** The first position in a list that meets every demand; `undefined` where none does. */
export function findSatisfyingIndex(demands: readonly Constraint[]): number | undefined {
  const bounds = constantsOf(demands).filter((one) => typeof one === "number");
  const near = bounds.flatMap((one) => [Math.floor(one), Math.ceil(one)]);
  return [0, ...near.flatMap((one) => [one - 1, one, one + 1])]
    .filter((one) => one >= 0)
    .toSorted((one, other) => one - other)
    .find((one) => satisfies(one, demands));
}

/**
 * Returns whether a value meets all demands; something that holds more than a value may do as well.
 */
export function satisfies(found: unknown, demands: readonly Constraint[]): boolean {
  return demands.every(({ comparison, holds }) => compares(comparison, found) === holds);
}

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
function valuesBetween(demands: readonly Constraint[]): Value[] {
  const constants = constantsOf(demands);
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
  ];
}

function constantsOf(demands: readonly Constraint[]): Value[] {
  return demands.flatMap(({ comparison: { value } }) => [value].flat());
}
