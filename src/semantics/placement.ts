import { hasOtherwise } from "../forms/choice.ts";
import { canFail, decides, type FailableStep, repeats } from "../forms/traits.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { type PlacedStep, placedSteps, withFallback } from "../workflow/steps/traversal.ts";
import type { ChoiceStep, MapStep, Workflow } from "../workflow/workflow.ts";

type Steps = Pick<Workflow, "steps">;

const placements: (workflow: Steps) => ReadonlyMap<object, PlacedStep> = perWorkflow(
  (workflow) =>
    new Map(
      placedSteps(workflow).flatMap((placed) => {
        const { step } = placed;
        const owners: object[] = canFail(step) ? withFallback(step) : [step];
        return owners.map((owner) => [owner, placed] as const);
      }),
    ),
);

/** Returns the place of a step, or of the one in whose place a fallback runs. */
export function locate(workflow: Steps, one: object): PlacedStep {
  const placed = placements(workflow).get(one);
  if (!placed) throw new TypeError("The workflow has no such step.");
  return placed;
}

/** The step in whose place a fallback runs; `undefined` for anything else. */
export function replacedStep(workflow: Steps, one: object): FailableStep | undefined {
  const { step } = locate(workflow, one);
  return step !== one && canFail(step) ? step : undefined;
}

/** The branches that are taken on the way to a step, the outermost first. */
export function branchesTo(
  workflow: Steps,
  one: object,
): { readonly choice: ChoiceStep; readonly branch: number }[] {
  const { at, within } = locate(workflow, one);
  return within.flatMap((choice) => {
    if (!decides(choice)) return [];
    const { length } = locate(workflow, choice).at;
    return [{ choice, branch: Number(at[length + 1]) }];
  });
}

/** The ways on from a choice: its branches by number, and -1 where none has to be taken. */
export function branchIndexes(choice: ChoiceStep): number[] {
  return [...choice.branches.keys(), ...(hasOtherwise(choice) ? [] : [-1])];
}

/** The maps that a step is inside of, the outermost first. */
export function mapsAround(workflow: Steps, one: object): MapStep[] {
  return locate(workflow, one).within.filter(repeats);
}
