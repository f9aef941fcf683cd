import type { Reading } from "../../forms/form.ts";
import { readsOf } from "../../forms/traits.ts";
import { perWorkflow } from "../per-workflow.ts";
import type { Comparison, Step, Workflow } from "../workflow.ts";
import { placedSteps } from "./traversal.ts";

/** Something that is read in the workflow state where no function runs, and the step that reads it. */
export type PlacedReading = Reading & { readonly step: Step };

/** Returns what the steps themselves read, in the order of definition. */
export const readingsIn: (workflow: Pick<Workflow, "steps">) => readonly PlacedReading[] =
  perWorkflow((workflow) =>
    placedSteps(workflow).flatMap(({ step, at }) =>
      readsOf(step).map((reading) => ({ ...reading, step, at: [...at, ...reading.at] })),
    ),
  );

/** Returns the paths of lists whose items steps run for. */
export const listsIn = (workflow: Pick<Workflow, "steps">): PlacedReading[] =>
  readingsIn(workflow).filter(({ comparison }) => comparison === undefined);

/** Returns the comparisons that decide on branches. */
export const comparisonsOf = (workflow: Pick<Workflow, "steps">): Comparison[] =>
  readingsIn(workflow).flatMap(({ comparison }) => comparison ?? []);
