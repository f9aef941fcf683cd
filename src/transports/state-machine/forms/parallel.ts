import { undoesItems } from "../../../semantics/compensation-order.ts";
import type { ParallelStep } from "../../../workflow/workflow.ts";
import { endingFields, joinStates } from "../failure-states.ts";
import { commentOf, type StateMachine } from "../state.ts";
import { carried, merged } from "../state-fields.ts";
import type { FormStates } from "./form-states.ts";

export const parallel: FormStates<ParallelStep> = {
  states(step, next, around, sequence) {
    const within = [step, ...around.within];
    const count = step.branches.length;
    const branches = step.branches.map(({ steps }, index): StateMachine => {
      const done = `${step.name} branch ${index + 1} done`;
      const inside = { ...around, within, ends: { failed: done, undone: done } };
      return {
        StartAt: steps[0]?.name ?? done,
        States: { ...sequence(steps, done, inside), [done]: { Type: "Succeed" } },
      };
    });
    const join = joinStates(step, next, around);
    return {
      [step.name]: {
        Type: "Parallel",
        ...commentOf(step),
        Branches: branches,
        ResultSelector: {
          ...carried(around.within, "$[0]"),
          "results.$": merged("results", count),
          "errors.$": merged("errors", count),
          ...(undoesItems(around.workflow) && { "items.$": merged("items", count) }),
          ...endingFields(step, around),
        },
        Next: join.entry,
      },
      ...join.states,
    };
  },
};
