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

/** Describes what runs where nothing fails; of each choice, that is the dearest branch. */
export type Part =
  | FunctionPart
  | { readonly kind: "pause"; readonly name: string; readonly seconds: number }
  | {
      readonly kind: "one";
      readonly name: string;
      /** The number of the branch; -1: none. */
      readonly branch: number;
      readonly parts: readonly Part[];
    }
  | {
      readonly kind: "all";
      readonly name: string;
      readonly branches: readonly (readonly Part[])[];
    }
  | {
      readonly kind: "each";
      readonly name: string;
      readonly items: number;
      readonly atOnce: number;
      readonly parts: readonly Part[];
    };

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
    return {
      kind: "each",
      name,
      items,
      atOnce,
      parts: partsOf(step.steps, options, times * items),
    };
  }
  const seconds = pauseOf(step);
  if (seconds !== undefined) return { kind: "pause", name, seconds };
  return {
    kind: "all",
    name,
    branches: sequencesIn(step).map(({ steps }) => partsOf(steps, options, times)),
  };
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
  return { kind: "one", name: step.name, branch, parts };
}

function isDearer(one: readonly Part[], other: readonly Part[]): boolean {
  const [more, less] = [gbSecondsOf(functionsIn(one)), gbSecondsOf(functionsIn(other))];
  return more === less ? wallSeconds(one) > wallSeconds(other) : more > less;
}

/** Returns the functions that run, in the order of definition. */
export function functionsIn(parts: readonly Part[]): FunctionPart[] {
  return parts.flatMap((part) => {
    if (part.kind === "function") return [part];
    return part.kind === "pause" ? [] : insideOf(part).flatMap(functionsIn);
  });
}

/** Returns the sequences inside of a part. */
export function insideOf(part: Part): (readonly Part[])[] {
  switch (part.kind) {
    case "one":
    case "each":
      return [part.parts];
    case "all":
      return [...part.branches];
    default:
      return [];
  }
}

/** Returns the parts with those of each branch that is taken in its place: all are one chain. */
export function inLine(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => (part.kind === "one" ? inLine(part.parts) : [part]));
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
      case "one":
        return inside(part.parts);
      case "all":
        return Math.max(...part.branches.map(inside));
      case "each":
        return Math.ceil(part.items / part.atOnce) * inside(part.parts);
    }
  };
  return tidy(sumOf(parts, secondsIn));
}
