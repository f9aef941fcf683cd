import type { Sequence } from "../../forms/form.ts";
import { type FailableStep, sequencesIn } from "../../forms/traits.ts";
import type { Path } from "../findings/finding.ts";
import { perWorkflow } from "../per-workflow.ts";
import type { Fallback, Step, TaskStep, Workflow } from "../workflow.ts";

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

/** A step, followed by the fallback that runs in its place. */
export function withFallback(step: FailableStep): (FailableStep | Fallback)[] {
  return step.fallback ? [step, step.fallback] : [step];
}
