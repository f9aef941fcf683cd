import type { Path } from "../findings/finding.ts";
import { perWorkflow } from "../per-workflow.ts";
import type {
  ChoiceStep,
  CompositeStep,
  Fallback,
  FunctionStep,
  Step,
  TaskStep,
  Workflow,
} from "../workflow.ts";

/** Steps that run one after the other, and where `workflow.yaml` says them. */
export interface Sequence {
  readonly steps: readonly Step[];
  readonly at: Path;
}

/** The sequences inside a step, by paths that begin at the step. */
export function sequencesIn(step: Step): Sequence[] {
  switch (step.form) {
    case "task":
    case "approval":
    case "wait":
      return [];
    case "choice":
      return step.branches.map(({ when, steps }, index) => ({
        steps,
        at: ["choice", index, when ? "steps" : "otherwise"],
      }));
    case "parallel":
      return step.branches.map(({ steps }, index) => ({ steps, at: ["parallel", index, "steps"] }));
    case "map":
      return [{ steps: step.steps, at: ["map", "steps"] }];
  }
}

/** A step, where it is, and the steps that it is inside of, the outermost first. */
export interface PlacedStep {
  readonly step: Step;
  readonly at: Path;
  readonly within: readonly Step[];
}

/** Every step of a workflow in the order of definition, each followed by those inside of it. */
export const placedSteps: (workflow: Pick<Workflow, "steps">) => readonly PlacedStep[] =
  perWorkflow(({ steps }) => placedIn({ steps, at: ["steps"] }, []));

function placedIn({ steps, at }: Sequence, within: readonly Step[]): PlacedStep[] {
  return steps.flatMap((step, index) => [
    { step, at: [...at, index], within },
    ...sequencesIn(step).flatMap((inner) =>
      placedIn({ steps: inner.steps, at: [...at, index, ...inner.at] }, [...within, step]),
    ),
  ]);
}

/** Every step, whatever it is inside of, in the order of definition. */
export function allSteps(workflow: Pick<Workflow, "steps">): Step[] {
  return placedSteps(workflow).map(({ step }) => step);
}

/** Every step that is a function, whatever it is inside of, in the order of definition. */
export const taskSteps: (workflow: Pick<Workflow, "steps">) => readonly TaskStep[] = perWorkflow(
  (workflow) => allSteps(workflow).filter((step) => step.form === "task"),
);

/** Returns whether a function of its own is behind a step. */
export function hasFunction(step: Step): step is FunctionStep {
  return step.form === "task" || step.form === "approval";
}

/** A step that can fail for good, and so has failure rules. */
export type FailableStep = FunctionStep | CompositeStep;

/** Returns whether a step has failure rules. */
export function canFail(step: Step): step is FailableStep {
  return step.form !== "wait" && step.form !== "choice";
}

/**
 * Returns whether a failure inside of a step ends a branch of it, and then the whole step has failed.
 */
export function isComposite(step: Step): step is CompositeStep {
  return step.form === "parallel" || step.form === "map";
}

/** A step, followed by the fallback that runs in its place. */
export function withFallback(step: FailableStep): (FailableStep | Fallback)[] {
  return step.fallback ? [step, step.fallback] : [step];
}

/**
 * Returns whether a choice has a branch for all that no condition holds for, so that one is always taken.
 */
export function hasOtherwise({ branches }: Pick<ChoiceStep, "branches">): boolean {
  return branches.some(({ when }) => when === undefined);
}
