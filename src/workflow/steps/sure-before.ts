import { canFail, decides, hasFunction, leavesResult, sequencesIn } from "../../forms/traits.ts";
import { parseStatePath, stateKey } from "../paths.ts";
import type { ChoiceStep, Step, Workflow } from "../workflow.ts";
import { comparisonsIn } from "./comparisons.ts";
import { gapsIn, goesOn, leaves } from "./sure-results.ts";
import { placedSteps } from "./traversal.ts";

/** The results, and of a fallback the error, that are there whenever a step or fallback runs. */
export interface SureBefore {
  readonly step: string;
  /** The key of the step in whose place a fallback runs: its error is there. */
  readonly error?: string;
  /** Those that are there for another step too, and those that are there besides. */
  readonly as?: string;
  readonly more: readonly string[];
  /** All of them. */
  readonly keys: ReadonlySet<string>;
}

/** The results and errors at a point of the workflow. */
type Point = Omit<SureBefore, "step" | "error">;

/** Returns what each function but compensations can count on, in the order of definition. */
export function sureBefore(workflow: Pick<Workflow, "steps">): SureBefore[] {
  const found: SureBefore[] = [];

  const enter = (step: string, point: Point, error?: string): Point => {
    found.push({ step, ...point, ...(error !== undefined && { error }) });
    return { as: step, more: [], keys: point.keys };
  };

  const through = (step: Step, point: Point): Point => {
    if (decides(step)) {
      for (const [index, { steps }] of step.branches.entries()) {
        sequence(steps, withKeys(point, told(workflow, step, index)));
      }
      return point;
    }
    if (!canFail(step)) return point;
    const begun = hasFunction(step) ? enter(step.name, point) : point;
    const ends = sequencesIn(step).map(({ steps }) => sequence(steps, point));
    if (step.fallback) enter(step.fallback.name, begun, stateKey(step));
    if (leavesResult(step)) return leaves(step) ? withKeys(begun, [stateKey(step)]) : begun;
    return goesOn(step) ? begun : ends.reduce((all, { keys }) => withKeys(all, [...keys]), begun);
  };

  const sequence = (steps: readonly Step[], from: Point): Point =>
    steps.reduce((point, step) => through(step, point), from);

  sequence(workflow.steps, { more: [], keys: new Set() });
  return found;
}

function withKeys(point: Point, keys: readonly string[]): Point {
  const more = keys.filter((key) => !point.keys.has(key));
  if (more.length === 0) return point;
  return { ...point, more: [...point.more, ...more], keys: new Set([...point.keys, ...more]) };
}

/** The results that are there in a branch because its conditions, or those before it, say so. */
function told(workflow: Pick<Workflow, "steps">, choice: ChoiceStep, branch: number): string[] {
  const [first] = choice.branches[branch]?.steps ?? [];
  const reader = placedSteps(workflow).find(({ step }) => step === first);
  if (!reader) return [];
  const names = choice.branches.slice(0, branch + 1).flatMap(({ when }) =>
    (when ? comparisonsIn(when) : []).flatMap(({ comparison }) => {
      const { root, segments = [] } = parseStatePath(comparison.path) ?? {};
      return root === "results" || root === "errors" ? segments.slice(0, 1).map(String) : [];
    }),
  );
  return [...new Set(names)].filter((key) => {
    return gapsIn(workflow, reader, { root: "results", segments: [key] }).length === 0;
  });
}
