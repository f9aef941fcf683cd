import { decides, hasFunction, pauseOf, repeats, sequencesIn } from "../../forms/traits.ts";
import { sumOf } from "../../lists.ts";
import { LIMITS } from "../../workflow/limits.ts";
import type { FunctionStep, Step, Workflow } from "../../workflow/workflow.ts";
import type { ExplainedStep } from "../explanation.ts";
import { type CourseOptions, itemsOf, memoryOf, secondsOf } from "./assumptions.ts";

/** Describes a function that runs, and what is known or assumed of it. */
export interface FunctionPart extends ExplainedStep {
  readonly kind: "function";
  readonly step: FunctionStep;
}

/** Describes steps inside of a step, as far as they run. */
export interface Block {
  readonly kind: "block";
  readonly name: string;
  /** The sequences that run, all at once. */
  readonly branches: readonly (readonly Part[])[];
  /** The number of the one branch that is taken, the dearest; -1: none. */
  readonly branch?: number;
  /** The runs of each of them. */
  readonly items: number;
  readonly atOnce: number;
}

/** Describes what runs where nothing fails. */
export type Part =
  | FunctionPart
  | { readonly kind: "pause"; readonly name: string; readonly seconds: number }
  | Block;

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
  const seconds = pauseOf(step);
  return seconds === undefined ? blockOf(step, options, times) : { kind: "pause", name, seconds };
}

function blockOf(step: Step, options: CourseOptions, times: number): Block {
  const most = LIMITS.maxMapConcurrency;
  const [items, atOnce] = repeats(step)
    ? [itemsOf(options).value, Math.min(step.maxConcurrency ?? most, most)]
    : [1, 1];
  const branches = sequencesIn(step).map(({ steps }) => partsOf(steps, options, times * items));
  const block = { kind: "block", name: step.name, items, atOnce } as const;
  if (!decides(step)) return { ...block, branches };
  const dearest = branches.reduce(
    (one, other) => (isDearer(other, one) ? other : one),
    branches[0] ?? [],
  );
  return { ...block, branches: [dearest], branch: branches.indexOf(dearest) };
}

function isDearer(one: readonly Part[], other: readonly Part[]): boolean {
  const [more, less] = [gbSecondsOf(functionsIn(one)), gbSecondsOf(functionsIn(other))];
  return more === less ? wallSeconds(one) > wallSeconds(other) : more > less;
}

/** Returns the functions that run, in the order of definition. */
export function functionsIn(parts: readonly Part[]): FunctionPart[] {
  return parts.flatMap((part) => {
    if (part.kind === "function") return [part];
    return part.kind === "pause" ? [] : part.branches.flatMap(functionsIn);
  });
}

/** Returns the parts with those of each branch that is taken in its place: all are one chain. */
export function inLine(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) =>
    part.kind === "block" && part.branch !== undefined ? part.branches.flatMap(inLine) : [part],
  );
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
  const inside = (inner: readonly Part[]) => wallSeconds(inner, handover, pauses);
  const secondsIn = (part: Part): number => {
    switch (part.kind) {
      case "function":
        return handover + part.seconds.value;
      case "pause":
        return pauses ? part.seconds : 0;
      case "block":
        return Math.ceil(part.items / part.atOnce) * Math.max(...part.branches.map(inside));
    }
  };
  return tidy(sumOf(parts, secondsIn));
}
