import type { Problem } from "../workflow/workflow.ts";
import type { Plan } from "./plan.ts";

/** Resources in one CloudFormation stack ("AWS CloudFormation quotas"). */
const MAX_RESOURCES = 500;

/** Bytes of a state machine's definition ("Step Functions quotas"). */
const MAX_DEFINITION_BYTES = 1_048_576;

/** The logs of the functions, the alarms' topic and its subscription. */
const SHARED_RESOURCES = 3;

/** The state machine, its role and logs, two alarms. */
const RESOURCES_OF_STATE_MACHINE = 5;

/** The metric of a compensation that failed, and its alarm. */
const RESOURCES_OF_COMPENSATION_WATCH = 2;

/** The bucket of the claim checks and its policy. */
const RESOURCES_OF_CLAIM_CHECKS = 2;

/** What SAM makes of a function in a state machine: the function, its role, a version, an alias. */
const RESOURCES_OF_TASK = 4;

/** A function, its role and mapping; the queue and its dead-letter queue; an alarm for each. */
const RESOURCES_OF_QUEUE_STEP = 7;

/** A function, its role and mapping; the failure queue and its alarm. */
const RESOURCES_OF_ROUTER = 5;

/** Where a whole plan is more than AWS takes; empty where it fits. */
export function quotaProblems(plan: Plan): Problem[] {
  return [...tooManyResources(plan), ...tooLargeDefinition(plan)];
}

function tooManyResources(plan: Plan): Problem[] {
  const count = resourceCount(plan);
  if (count <= MAX_RESOURCES) return [];
  const transports = {
    queue: "Use transport: state-machine, which needs fewer, or split the workflow.",
    "state-machine": "Split the workflow into two, the last step of one starting the other.",
  };
  return [
    {
      code: "TOO_MANY_RESOURCES",
      message: `The workflow needs ${count} resources, a CloudFormation stack holds ${MAX_RESOURCES}.`,
      suggestion: transports[plan.transport],
    },
  ];
}

/** The resources of the stack, with those that SAM makes of a function or a state machine. */
export function resourceCount(plan: Plan): number {
  const shared =
    SHARED_RESOURCES +
    (plan.guarded ? 1 : 0) +
    (plan.claimCheckDays === undefined ? 0 : RESOURCES_OF_CLAIM_CHECKS);
  if (plan.transport === "queue") {
    const { steps, routers } = plan.functions;
    return shared + RESOURCES_OF_QUEUE_STEP * steps.length + RESOURCES_OF_ROUTER * routers.length;
  }
  const watches = "CompensationFailed" in plan.definition.States;
  return (
    shared +
    RESOURCES_OF_STATE_MACHINE +
    (watches ? RESOURCES_OF_COMPENSATION_WATCH : 0) +
    RESOURCES_OF_TASK * plan.steps.length
  );
}

function tooLargeDefinition(plan: Plan): Problem[] {
  if (plan.transport === "queue") return [];
  const bytes = Buffer.byteLength(JSON.stringify(plan.definition));
  if (bytes <= MAX_DEFINITION_BYTES) return [];
  return [
    {
      code: "DEFINITION_TOO_LARGE",
      message: `The state machine's definition has ${bytes} bytes, Step Functions takes ${MAX_DEFINITION_BYTES}.`,
      suggestion: "Split the workflow into two, the last step of one starting the other.",
    },
  ];
}
