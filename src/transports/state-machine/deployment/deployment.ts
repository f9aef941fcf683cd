import { reference, STATE_MACHINE } from "../../../deployment/references.ts";
import { findsExecutions, startsExecutions } from "../../../deployment/uses.ts";
import type { Carried } from "../../transport.ts";
import type { StateMachinePlan } from "../plan.ts";
import { computedAlarms, executionAlarms, FILTERS_OF_EXECUTIONS } from "./alarms.ts";
import { stateMachineFunctions } from "./functions.ts";
import { workflowMachine } from "./machine.ts";
import { endsOfExecutions, executions } from "./widgets.ts";

/** Decides what is deployed of a state machine and its functions, and what watches over them. */
export function deployment(plan: StateMachinePlan): Carried {
  const { workflow, outcomes } = plan;
  return {
    functions: stateMachineFunctions(plan),
    startUses: [startsExecutions, ...(workflow.trigger?.kind === "api" ? [findsExecutions] : [])],
    queues: [],
    stateMachines: [workflowMachine(plan)],
    metricFilters: outcomes.compensated ? FILTERS_OF_EXECUTIONS : [],
    alarms: executionAlarms(plan),
    computedAlarms: computedAlarms(plan),
    widgets: [...executions, ...endsOfExecutions(outcomes)],
    outputs: [
      {
        name: "StateMachineArn",
        description: "Start an execution here; its name is the id of the workflow",
        value: reference("stateMachine", STATE_MACHINE, "arn"),
      },
    ],
  };
}
