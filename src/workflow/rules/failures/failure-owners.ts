import { canFail, type FailableStep, isComposite, sequencesIn } from "../../../forms/traits.ts";
import type { Path } from "../../findings/finding.ts";
import { placedSteps, withFallback } from "../../steps/traversal.ts";
import type { CatchRule, Fallback, OnFailure, Step, Workflow } from "../../workflow.ts";

/** A step or a fallback, with its failure rules. */
export interface Owner {
  readonly task: FailableStep | Fallback;
  readonly at: Path;
  /** The outermost step that joins branches or items, where it is one or inside of one. */
  readonly joined: Step | undefined;
}

/** Everything that can fail for good, in the order of definition. */
export function ownersOf(workflow: Workflow): Owner[] {
  return placedSteps(workflow).flatMap(({ step, at, within }) => {
    if (!canFail(step)) return [];
    const joined = [...within, step].find(isComposite);
    return [
      { task: step, at, joined },
      ...(step.fallback ? [{ task: step.fallback, at: [...at, "fallback"], joined }] : []),
    ];
  });
}

/** The routes of an owner, each where `workflow.yaml` says it. */
export function placedRoutes({ task, at }: Owner): { onFailure: OnFailure; at: Path }[] {
  return [
    { onFailure: task.onFailure, at: [...at, "onFailure"] },
    ...task.catch.map((rule: CatchRule, index) => ({
      onFailure: rule.onFailure,
      at: [...at, "catch", index, "onFailure"],
    })),
  ];
}

export function ownersInside(step: Step): (FailableStep | Fallback)[] {
  return sequencesIn(step).flatMap(({ steps }) =>
    steps.flatMap((inner) => [
      ...(canFail(inner) && !isComposite(inner) ? withFallback(inner) : []),
      ...(isComposite(inner) && inner.fallback ? [inner.fallback] : []),
      ...ownersInside(inner),
    ]),
  );
}

/**
 * Returns the steps that may have been tried when something fails: branches come to rest before the route is taken, and
 * what runs in the place of them all comes after it.
 */
export function undoneBy(
  owners: readonly Owner[],
  { task, joined }: Owner,
  index: number,
): Owner[] {
  if (!joined) return owners.slice(0, index + 1);
  const last = owners.findLastIndex((owner) => owner.joined === joined);
  const fallback = "fallback" in joined ? joined.fallback : undefined;
  return owners.slice(0, last + 1).filter((owner) => owner.task !== fallback || task === fallback);
}

/** Returns whether what is not known could be a failure route of this step or of one behind it. */
export function mayHideRoute(hole: Path, stepIndex: number): boolean {
  const [steps, index, ...keys] = hole;
  if (steps !== "steps" || Number(index ?? stepIndex) < stepIndex) return false;
  return ["onFailure", "catch"].some((key) => keys.includes(key)) || mayHideStep(keys);
}

/** Returns whether what is not known could be a compensation of this step or of one before it. */
export function mayHideCompensation(hole: Path, stepIndex: number): boolean {
  const [steps, index, ...keys] = hole;
  if (steps !== "steps" || Number(index ?? 0) > stepIndex) return false;
  return keys.includes("compensation") || mayHideStep(keys);
}

const HOLDS_STEPS: readonly unknown[] = [
  "fallback",
  "choice",
  "otherwise",
  "parallel",
  "map",
  "steps",
];

/**
 * Returns whether what is not known could be a step, by the keys that lead to it from the outermost one.
 */
function mayHideStep(keys: Path): boolean {
  const key = keys.at(-1);
  return key === undefined || HOLDS_STEPS.includes(typeof key === "number" ? keys.at(-2) : key);
}
