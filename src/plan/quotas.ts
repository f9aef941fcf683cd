import type { Finding } from "../workflow/finding.ts";
import { tasksOf } from "../workflow/names.ts";
import { hasAnswerRequest } from "../workflow/trigger.ts";
import type { RoutedWorkflow } from "../workflow/workflow.ts";
import { functionArn, stackName } from "./deployed-names.ts";
import { functionLimitProblems } from "./function-limits.ts";
import { outcomesOf } from "./outcomes.ts";
import { type Plan, planProject, type StateMachinePlan } from "./plan.ts";
import { rolePolicyProblems } from "./role-policy.ts";

/** Resources in one CloudFormation stack ("AWS CloudFormation quotas"). */
const MAX_RESOURCES = 500;

/** Bytes of a state machine's definition ("Step Functions quotas"). */
const MAX_DEFINITION_BYTES = 1_048_576;

/** The logs of the functions, the alarms' topic, its policy and its subscription, the dashboard. */
const SHARED_RESOURCES = 5;

/** The state machine, its role and logs, four alarms. */
const RESOURCES_OF_STATE_MACHINE = 7;

/** What counts the ends of a state machine in its log: a filter each, where not every failure is one. */
const RESOURCES_OF_COUNTED_ENDS = 2;

/** The bucket of the claim checks and its policy. */
const RESOURCES_OF_CLAIM_CHECKS = 2;

/** A table, and alarms on its throttling and its errors. */
const RESOURCES_OF_TABLE = 3;

/** What SAM makes of a function in a state machine: the function, its role, a version, an alias. */
const RESOURCES_OF_TASK = 4;

/** A function, its role and mapping; the queue and its dead-letter queue; three alarms. */
const RESOURCES_OF_QUEUE_STEP = 8;

/** A function and its role, and what lets a request, a schedule or a rule invoke it. */
const RESOURCES_OF_TRIGGER_FUNCTION = 3;

/** Alarms on errors and throttles of the start, and on errors of the API or the dead-letter queue. */
const RESOURCES_OF_TRIGGER_WATCH = 3;

/** The API, its stage and its logs. */
const RESOURCES_OF_API = 3;

/** The policy of all queues but one that has its own. */
const RESOURCES_OF_QUEUES = 1;

/** The metric of messages that could not be handled, and its alarm. */
const RESOURCES_OF_MESSAGE_WATCH = 2;

/** A function, its role and mapping; the queue and its dead-letter queue; two alarms. */
const RESOURCES_OF_BEGIN = 7;

/** The dead-letter queue, the settings of failed starts, and the role of the schedule or the rule. */
const RESOURCES_OF_LATER_START = 3;

/** The plan of a workflow, or why it is more than AWS takes. */
export function planWithinQuotas(
  workflow: RoutedWorkflow,
  options: Parameters<typeof planProject>[1],
):
  | { readonly plan: Plan; readonly tooLarge: readonly [] }
  | { readonly plan?: undefined; readonly tooLarge: readonly Finding[] } {
  const tooMany = functionQuotaProblems(workflow);
  if (tooMany.length > 0) return { tooLarge: tooMany };
  const plan = planProject(workflow, options);
  const tooLarge = quotaProblems(plan);
  return tooLarge.length > 0 ? { tooLarge } : { plan, tooLarge: [] };
}

/**
 * Where the functions of a workflow alone are more than a stack holds, or than a role may have in its
 * policies. To be asked before the plan is made: that of thousands of steps takes minutes.
 */
export function functionQuotaProblems(workflow: RoutedWorkflow): Finding[] {
  const { length } = tasksOf(workflow);
  const count =
    SHARED_RESOURCES +
    (workflow.transport === "queue"
      ? RESOURCES_OF_QUEUES + RESOURCES_OF_MESSAGE_WATCH + RESOURCES_OF_QUEUE_STEP * length
      : RESOURCES_OF_STATE_MACHINE + RESOURCES_OF_TASK * length);
  return count > MAX_RESOURCES
    ? [tooManyResources(`${count} resources or more`, workflow)]
    : rolePolicyProblems(workflow);
}

/** Where a whole plan is more than AWS takes; empty where it fits. */
export function quotaProblems(plan: Plan): Finding[] {
  const count = resourceCount(plan);
  return [
    ...(count > MAX_RESOURCES
      ? [tooManyResources(`${count} resources`, plan.workflow)]
      : rolePolicyProblems(plan.workflow)),
    ...functionLimitProblems(plan),
    ...tooLargeDefinition(plan),
  ];
}

function tooManyResources(needed: string, workflow: RoutedWorkflow): Finding {
  return {
    code: "TOO_MANY_RESOURCES",
    message: `The workflow needs ${needed}, a CloudFormation stack holds ${MAX_RESOURCES}.`,
    suggestion: helpsAsStateMachine(workflow)
      ? "Use transport: state-machine, which needs fewer, or split the workflow."
      : "Split the workflow, the last step of each part starting the next.",
    at: ["steps"],
    onKey: true,
  };
}

/** Whether a workflow on queues would fit, by its functions, as a state machine. */
function helpsAsStateMachine(workflow: RoutedWorkflow): boolean {
  return (
    workflow.transport === "queue" &&
    workflow.queue === undefined &&
    functionQuotaProblems({ ...workflow, transport: "state-machine" }).length === 0
  );
}

/** The resources of the stack, with those that SAM makes of a function or a state machine. */
export function resourceCount(plan: Plan): number {
  const shared =
    SHARED_RESOURCES +
    (plan.guarded ? RESOURCES_OF_TABLE : 0) +
    (plan.forms.approvals ? RESOURCES_OF_TABLE : 0) +
    (plan.claimCheckDays === undefined ? 0 : RESOURCES_OF_CLAIM_CHECKS) +
    (plan.transport === "queue" || plan.workflow.trigger?.kind === "schedule"
      ? RESOURCES_OF_QUEUES
      : 0) +
    triggerCount(plan);
  if (plan.transport === "queue") {
    const { begin, steps } = plan.functions;
    return (
      shared +
      RESOURCES_OF_MESSAGE_WATCH +
      endAlarmCount(plan) +
      RESOURCES_OF_QUEUE_STEP * steps.length +
      (begin ? RESOURCES_OF_BEGIN : 0)
    );
  }
  return (
    shared +
    RESOURCES_OF_STATE_MACHINE +
    (outcomesOf(plan).compensated ? RESOURCES_OF_COUNTED_ENDS : 0) +
    endAlarmCount(plan) +
    RESOURCES_OF_TASK * plan.steps.length
  );
}

/** An alarm for each end that is none to wish for; that of failed executions counts as the machine's. */
function endAlarmCount(plan: Plan): number {
  const { compensated, failed, compensationFailed } = outcomesOf(plan);
  if (plan.transport === "queue") {
    return [compensated, compensationFailed, failed].filter(Boolean).length;
  }
  if (!compensated) return 0;
  return 1 + plan.steps.filter(({ role }) => role === "compensation").length;
}

function triggerCount({ transport, workflow }: Plan): number {
  switch (workflow.trigger?.kind) {
    case undefined:
      return 0;
    case "api": {
      const functions = (transport === "queue" ? 1 : 2) + (hasAnswerRequest(workflow) ? 1 : 0);
      const ofFunctions = functions * RESOURCES_OF_TRIGGER_FUNCTION;
      return RESOURCES_OF_API + RESOURCES_OF_TRIGGER_WATCH + ofFunctions;
    }
    case "schedule":
      return RESOURCES_OF_LATER_START + RESOURCES_OF_TRIGGER_WATCH + RESOURCES_OF_TRIGGER_FUNCTION;
    case "event":
      // The policy of the dead-letter queue; EventBridge Scheduler has a role instead.
      return (
        1 + RESOURCES_OF_LATER_START + RESOURCES_OF_TRIGGER_WATCH + RESOURCES_OF_TRIGGER_FUNCTION
      );
  }
}

function tooLargeDefinition(plan: Plan): Finding[] {
  if (plan.transport === "queue") return [];
  const bytes = Buffer.byteLength(deployedDefinition(plan));
  if (bytes <= MAX_DEFINITION_BYTES) return [];
  return [
    {
      code: "DEFINITION_TOO_LARGE",
      message: `The state machine's definition has ${bytes} bytes, Step Functions takes ${MAX_DEFINITION_BYTES}.`,
      suggestion: "Split the workflow, the last step of each part starting the next.",
      at: ["steps"],
      onKey: true,
    },
  ];
}

/** Returns the definition as Step Functions gets it at its longest: indented, with the ARNs of versions. */
export function deployedDefinition({ definition, workflow }: StateMachinePlan): string {
  const stack = stackName(workflow);
  return JSON.stringify(definition, null, 2).replaceAll(
    /\$\{(\w+Function)\}/g,
    (_, logicalId) => `${functionArn(stack, logicalId)}:1000`,
  );
}
