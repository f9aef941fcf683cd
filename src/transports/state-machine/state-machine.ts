import { undoesItems } from "../../semantics/compensation-order.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { compensationStates } from "./compensation-states.ts";
import { defaultTimeout } from "./execution-time.ts";
import { sequenceStates } from "./forms/forms.ts";
import { commentOf, type TimedStateMachine } from "./state.ts";
import type { FunctionReference } from "./task-state.ts";

export type { State, StateMachine, TimedStateMachine } from "./state.ts";
export type { FunctionReference } from "./task-state.ts";

const SUCCEEDED = "Succeeded";

/**
 * The state machine of a workflow: a state for each step, failure rules as retriers and catchers.
 *
 * Steps inside of a parallel or a map are states of its branches. A failure that somebody around
 * them deals with ends only its branch, and is looked for when all have come to rest.
 */
export function stateMachine(
  workflow: WorkflowWithTransport,
  reference: FunctionReference,
): TimedStateMachine {
  const around = { workflow, reference, within: [], ends: { failed: "", undone: "" } };
  const machine = {
    StartAt: "Start",
    States: {
      Start: {
        Type: "Pass",
        Parameters: {
          "id.$": "$$.Execution.Name",
          "input.$": "$$.Execution.Input",
          results: {},
          errors: {},
          ...(undoesItems(workflow) && { items: {} }),
        },
        Next: workflow.steps[0]?.name ?? SUCCEEDED,
      },
      ...sequenceStates(workflow.steps, SUCCEEDED, around),
      [SUCCEEDED]: { Type: "Succeed" },
      ...compensationStates(workflow, reference),
    },
  };
  return {
    ...commentOf(workflow),
    TimeoutSeconds: workflow.timeoutSeconds ?? defaultTimeout(machine),
    ...machine,
  };
}
