import { decides, hasFunction, pauseOf, repeats, sequencesIn } from "../../forms/traits.ts";
import { sumOf } from "../../lists.ts";
import { LIMITS } from "../../workflow/limits.ts";
import type { ChoiceStep, FunctionStep, Step, Workflow } from "../../workflow/workflow.ts";
import type { ExplainedStep } from "../explanation.ts";
import { type CourseOptions, itemsOf, memoryOf, secondsOf } from "./assumptions.ts";

/** Describes a function that runs, and what is known or assumed of it. */
export interface FunctionPart extends ExplainedStep {
  readonly kind: "function";
  readonly step: FunctionStep;
}

/** Describes a step that has others inside of it: sequences of them. */
interface Composite {
  readonly name: string;
  readonly inside: readonly (readonly Part[])[];
}

/** Describes what runs where nothing fails; of each choice, that is the dearest branch. */
export type Part =
  | FunctionPart
  | { readonly kind: "pause"; readonly name: string; readonly seconds: number }
  // The number of the branch; -1: none.
  | (Composite & { readonly kind: "one"; readonly branch: number })
  | (Composite & { readonly kind: "all" })
  | (Composite & { readonly kind: "each"; readonly items: number; readonly atOnce: number });

/** Returns what runs in a workflow where nothing fails. */
export function courseOf({ steps }: Pick<Workflow, "steps">, options: CourseOptions): Part[] {
  return partsOf(steps, options, 1);
}

function partsOf(steps: readonly Step[], options: CourseOptions, times: number): Part[] {
  return steps.map((step) => partOf(step, options, times));
}

function partOf(step: Step, options: CourseOptions, times: number): Part {
  const { name } = step;
  if (hasFunction(step)) {
    const [seconds, memoryMb] = [secondsOf(step, options), memoryOf(step, options)];
    return { kind: "function", name, step, seconds, memoryMb, times };
  }
  if (decides(step)) return choicePart(step, options, times);
  if (repeats(step)) {
    const items = itemsOf(options).value;
    const most = LIMITS.maxMapConcurrency;
    const atOnce = Math.min(step.maxConcurrency ?? most, most);
    const inside = [partsOf(step.steps, options, times * items)];
    return { kind: "each", name, items, atOnce, inside };
  }
  const seconds = pauseOf(step);
  if (seconds !== undefined) return { kind: "pause", name, seconds };
  const inside = sequencesIn(step).map(({ steps }) => partsOf(steps, options, times));
  return { kind: "all", name, inside };
}

function choicePart(step: ChoiceStep, options: CourseOptions, times: number): Part {
  const ways = step.branches.map(({ steps }, branch) => ({
    branch,
    parts: partsOf(steps, options, times),
  }));
  const none = { branch: -1, parts: [] as readonly Part[] };
  const { branch, parts } = ways.reduce(
    (dearest, way) => (isDearer(way.parts, dearest.parts) ? way : dearest),
    ways[0] ?? none,
  );
  return { kind: "one", name: step.name, branch, inside: [parts] };
}

function isDearer(one: readonly Part[], other: readonly Part[]): boolean {
  const [more, less] = [gbSecondsOf(functionsIn(one)), gbSecondsOf(functionsIn(other))];
  return more === less ? wallSeconds(one) > wallSeconds(other) : more > less;
}

/** Returns the functions that run, in the order of definition. */
export function functionsIn(parts: readonly Part[]): FunctionPart[] {
  return parts.flatMap((part) =>
    part.kind === "function" ? [part] : insideOf(part).flatMap(functionsIn),
  );
}

/** Returns the sequences inside of a part. */
export const insideOf = (part: Part): readonly (readonly Part[])[] =>
  "inside" in part ? part.inside : [];

/** Returns the parts with those of each branch that is taken in its place: all are one chain. */
export function inLine(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => (part.kind === "one" ? part.inside.flatMap(inLine) : [part]));
}

/** Returns a sum without what floating point has added to it: 0.1 + 0.2 is 0.3. */
export const tidy = (sum: number): number => Number(sum.toPrecision(12));

/** Returns the GB-seconds that functions work for. */
export function gbSecondsOf(functions: readonly FunctionPart[]): number {
  return sumOf(
    functions,
    ({ seconds, memoryMb, times }) => seconds.value * gigabytes(memoryMb.value) * times,
  );
}

export const gigabytes = (megabytes: number): number => megabytes / 1_024;

/**
 * Returns the seconds from the beginning to the end.
 *
 * @param handover seconds that it takes until each function is called
 * @param pauses whether pauses are counted
 */
export function wallSeconds(parts: readonly Part[], handover = 0, pauses = true): number {
  const secondsIn = (part: Part): number => {
    if (part.kind === "function") return handover + part.seconds.value;
    if (part.kind === "pause") return pauses ? part.seconds : 0;
    const rounds = part.kind === "each" ? Math.ceil(part.items / part.atOnce) : 1;
    return rounds * Math.max(...part.inside.map((inner) => wallSeconds(inner, handover, pauses)));
  };
  return tidy(sumOf(parts, secondsIn));
}
