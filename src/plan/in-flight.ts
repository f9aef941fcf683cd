import { isGuarded, keyOf } from "../workflow/idempotency.ts";
import type { Plan, PlannedStep, QueuePlan, StateMachinePlan } from "./plan.ts";
import { queueDepth } from "./queue-depth.ts";
import { deadLetterQueue, failureQueue, type Onward } from "./queue-functions.ts";
import { DEAD_LETTER_RETENTION_SECONDS, QUEUE_RETENTION_SECONDS } from "./sqs.ts";
import { triggerNotes } from "./trigger-notes.ts";

/** What a change means for work that is under way when it is deployed, and what to do about it. */
export interface Note {
  /** Stable, upper case, e.g. `REMOVED_QUEUES`. */
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}

const DAY_SECONDS = 24 * 60 * 60;

/**
 * What the next deployment does to messages and executions that are under way; empty where it does
 * nothing to them. Pure.
 *
 * A message has no definition: whatever code runs next takes it. An execution keeps its definition
 * and the versions of the functions it calls, but not functions that are deleted, nor permissions
 * that are withdrawn ("UpdateStateMachine", AWS Step Functions API Reference; "DeleteFunction", AWS
 * Lambda API Reference).
 */
export function inFlightNotes(before: Plan, after: Plan): readonly Note[] {
  if (before.workflow.name !== after.workflow.name) return [newStack(before, after)];
  return [...transportNotes(before, after), ...triggerNotes(before, after)];
}

function transportNotes(before: Plan, after: Plan): readonly Note[] {
  if (before.transport === "queue" && after.transport === "queue") {
    if (!before.groupBy !== !after.groupBy) return [replacedQueues(before, after)];
    return [
      ...startQueueNotes(before, after),
      ...removedQueueNotes(before, after),
      ...otherGroupNotes(before, after),
      ...passedOverNotes(before, after),
      ...repeatedNotes(before, after),
      ...fewerReceivesNotes(before, after),
      ...unredeemedNotes(before, after),
    ];
  }
  if (before.transport === "state-machine" && after.transport === "state-machine") {
    return [
      ...definitionNotes(before, after),
      ...removedFunctionNotes(before, after),
      ...unguardedNotes(before, after),
      ...unreadableNotes(before, after),
    ];
  }
  return [changedTransport(before, after)];
}

function newStack(before: Plan, after: Plan): Note {
  const [old, other] = [before.workflow.name, after.workflow.name];
  const { what, check } = underWay(before);
  return {
    code: "NEW_STACK",
    message: `The workflow is renamed: the next deployment makes a stack ${other} beside ${old}, which stays as it is with ${what}.`,
    suggestion: `Start new work at ${other}. Delete the old stack once nothing is under way in it:\n${check}\naws cloudformation delete-stack --stack-name ${old}`,
  };
}

function changedTransport(before: Plan, after: Plan): Note {
  const { what, check } = underWay(before);
  const ends = {
    queue: "the queues are deleted, with every message in them",
    "state-machine":
      "the state machine is deleted, and running executions are terminated at their next transition",
  };
  return {
    code: "CHANGED_TRANSPORT",
    message: `From ${before.transport} to ${after.transport}: when this is deployed, ${ends[before.transport]}. None of ${what} goes over to the new transport, and ${after.workflow.trigger ? "whoever starts workflows without the trigger does so" : "workflows are started"} at another place.`,
    suggestion: `${drainFirst(before)}\n${check}`,
  };
}

/** A queue cannot become a FIFO queue, nor stop being one ("Amazon SQS FIFO queues"). */
function replacedQueues(before: QueuePlan, after: QueuePlan): Note {
  const kind = after.groupBy ? "queues that keep order" : "queues that keep no order";
  return {
    code: "REPLACED_QUEUES",
    message: `All queues are replaced by ${kind}: the next deployment deletes the old ones, with every message in them, and workflows start in another queue.`,
    suggestion: `${drainFirst(before)}\n${depthOf(before, [...queuesOf(before)])}\n${newStartQueue(after)}`,
  };
}

function newStartQueue({ workflow: { trigger } }: QueuePlan): string {
  const whoever = trigger
    ? "whoever starts workflows without the trigger"
    : "whoever starts workflows";
  return `After the deployment, give ${whoever} the new StartQueueUrl from the outputs of the stack.`;
}

function otherGroupNotes(before: QueuePlan, after: QueuePlan): Note[] {
  const [old, now] = [before.groupBy?.join("."), after.groupBy?.join(".")];
  if (old === now) return [];
  return [
    {
      code: "CHANGED_GROUPS",
      message: `Order is kept by input.${now} instead of input.${old}: between messages that wait already, and those that come behind them, it is not kept.`,
      suggestion: `Where it must be, start no new workflow until these are empty, then deploy:\n${depthOf(before, [...queuesOf(before)])}`,
    },
  ];
}

/** What a plan's work is kept in, and the command that shows whether there is any. */
function underWay(plan: Plan): { readonly what: string; readonly check: string } {
  return plan.transport === "queue"
    ? { what: "the messages in its queues", check: depthOf(plan, [...queuesOf(plan)]) }
    : { what: "its executions", check: runningExecutions(plan) };
}

function drainFirst({ workflow: { name } }: Plan): string {
  return `Start no new workflow until nothing is under way, then deploy. Or deploy beside the old stack (--stack-name ${name}-2), start new work there, and delete the old stack when it is empty. Whether anything is under way:`;
}

const nameOf = ({ workflow, groupBy }: QueuePlan, queue: string) =>
  `${workflow.name}-${queue}${groupBy ? ".fifo" : ""}`;

function depthOf(plan: QueuePlan, queues: readonly string[]): string {
  const names = queues.map((queue) => nameOf(plan, queue));
  return queueDepth(names);
}

function runningExecutions({ workflow: { name } }: Plan): string {
  return `aws stepfunctions list-executions --status-filter RUNNING --state-machine-arn "$(aws stepfunctions list-state-machines --query "stateMachines[?name=='${name}'].stateMachineArn" --output text)"`;
}

function queuesOf({ functions: { steps, routers } }: QueuePlan): Set<string> {
  return new Set([
    ...steps.flatMap(({ task }) => [task.name, deadLetterQueue(task.name)]),
    ...routers.map(({ task }) => failureQueue(task.name)),
  ]);
}

function startQueueNotes(before: QueuePlan, after: QueuePlan): Note[] {
  const [old, first] = [before.steps[0]?.task.name, after.steps[0]?.task.name];
  if (old === undefined || first === undefined || old === first) return [];
  const otherwise = queuesOf(after).has(old)
    ? `what is still sent to ${nameOf(before, old)} passes ${first} over`
    : `${nameOf(before, old)} is deleted, and sending to it fails`;
  return [
    {
      code: "CHANGED_START_QUEUE",
      message: `Workflows start in another queue, ${nameOf(after, first)}: ${otherwise}.`,
      suggestion: newStartQueue(after),
    },
  ];
}

function removedQueueNotes(before: QueuePlan, after: QueuePlan): Note[] {
  const kept = queuesOf(after);
  const removed = [...queuesOf(before)].filter((queue) => !kept.has(queue));
  if (removed.length === 0) return [];
  const names = removed.map((queue) => nameOf(before, queue));
  return [
    {
      code: "REMOVED_QUEUES",
      message: `The next deployment deletes ${enumerated(names)}, with every message still in ${names.length === 1 ? "it" : "them"}.`,
      suggestion: `Redrive dead letters, or give them up. ${drainFirst(before)}\n${depthOf(before, removed)}`,
    },
  ];
}

/** Steps that a message misses because it is past their place when they come there. */
function passedOverNotes(before: QueuePlan, after: QueuePlan): Note[] {
  const [old, now] = [stepsBehind(before), stepsBehind(after)];
  const common = commonSteps(before, after);
  return after.steps.flatMap(({ task, role, key }): Note[] => {
    if (role !== "step") return [];
    const missing = common.filter(
      (name) => now.get(task.name)?.has(name) && !old.get(task.name)?.has(name),
    );
    if (missing.length === 0) return [];
    const entries = missing.filter((name) => !missing.some((other) => now.get(other)?.has(name)));
    const undo = after.steps.find(({ role, of }) => role === "compensation" && of === task.name);
    const result = `results.${key}`;
    const days = (QUEUE_RETENTION_SECONDS + DEAD_LETTER_RETENTION_SECONDS) / DAY_SECONDS;
    return [
      {
        code: "STEP_PASSED_OVER",
        message: `Messages that wait for ${enumerated(entries)}, or behind, when this is deployed have not been through ${task.name} and do not come there: ${result} is missing in them.`,
        suggestion: [
          `Let the steps behind do without ${result} for ${days} days after the deployment: so long may a message wait, and be redriven as a dead letter.`,
          ...(undo
            ? [
                `${undo.task.name} runs for them all the same when they are undone: let it do nothing where ${result} is missing.`,
              ]
            : []),
          `Or start no new workflow until these are empty, then deploy:\n${depthOf(before, missing)}`,
        ].join(" "),
      },
    ];
  });
}

/** Steps that a message has been through, and that are before it once more. */
function repeatedNotes(before: QueuePlan, after: QueuePlan): Note[] {
  const [old, now] = [stepsBehind(before), stepsBehind(after)];
  const common = commonSteps(before, after);
  return common.flatMap((waiting): Note[] => {
    const again = common.filter(
      (step) => old.get(step)?.has(waiting) && now.get(waiting)?.has(step),
    );
    if (again.length === 0) return [];
    return [
      {
        code: "STEP_REPEATED",
        message: `The order of the steps changes: messages that wait for ${waiting} when this is deployed have been through ${enumerated(again)}, and go there again.`,
        suggestion: `A guarded step answers with its first result; one with idempotency: natural runs once more. To have neither, start no new workflow until this is empty, then deploy:\n${depthOf(before, [waiting])}`,
      },
    ];
  });
}

/** A message is moved on at the first receive beyond the queue's count, without another try. */
function fewerReceivesNotes(before: QueuePlan, after: QueuePlan): Note[] {
  return after.functions.steps.flatMap(({ task, redriveTo }): Note[] => {
    const old = before.functions.steps.find((one) => one.task.name === task.name);
    if (!old || old.task.retry.maxAttempts <= task.retry.maxAttempts) return [];
    const [most, now] = [1 + old.task.retry.maxAttempts, 1 + task.retry.maxAttempts];
    return [
      {
        code: "FEWER_RECEIVES",
        message: `${task.name} may be tried ${times(now)} instead of ${times(most)}: a message that has been received ${times(now)} or more goes to ${nameOf(after, redriveTo)} instead of its next try.`,
        suggestion: `Deploy while no message is being retried. ApproximateNumberOfMessagesNotVisible is 0 then:\n${depthOf(before, [task.name])}`,
      },
    ];
  });
}

function definitionNotes(before: StateMachinePlan, after: StateMachinePlan): Note[] {
  if (definitionOf(before) === definitionOf(after)) return [];
  return [
    {
      code: "EXECUTIONS_KEEP_DEFINITION",
      message:
        "Running executions, and failed ones that are redriven, go on with the definition and the code that they started with: they do not see this change.",
      suggestion:
        "Where failed work needs it, start it again under a new name instead of redriving it.",
    },
  ];
}

/** What an execution does, without what is only said about it. */
function definitionOf({ definition }: StateMachinePlan): string {
  return JSON.stringify(definition, (key, value) => (key === "Comment" ? undefined : value));
}

/** Deleting a function deletes its versions, the ones that executions are pinned to as well. */
function removedFunctionNotes(before: StateMachinePlan, after: StateMachinePlan): Note[] {
  const removed = before.steps.filter(({ task }) => !after.steps.some(sameNameAs(task)));
  if (removed.length === 0) return [];
  const names = removed.map(({ task }) => task.name);
  return [
    {
      code: "REMOVED_FUNCTIONS",
      message: `The next deployment deletes the ${plural("function", names)} of ${enumerated(names)}: an execution that still comes there fails, and so does one that is redriven.`,
      suggestion: `${drainFirst(before)}\n${runningExecutions(before)}\nWhat has failed can be redriven only before the deployment.`,
    },
  ];
}

/** The versions that executions are pinned to share their function's role and the stack's table. */
function unguardedNotes(before: StateMachinePlan, after: StateMachinePlan): Note[] {
  const names = before.steps.flatMap(({ task }) => {
    const now = after.steps.find(sameNameAs(task))?.task;
    return now && isGuarded(task) && !isGuarded(now) ? [task.name] : [];
  });
  if (names.length === 0) return [];
  return [
    {
      code: "WITHDRAWN_PERMISSION",
      message: `${enumerated(names)} may no longer use the idempotency table once this is deployed; running executions call the code that does, and fail there.`,
      suggestion: `${drainFirst(before)}\n${runningExecutions(before)}`,
    },
  ];
}

/** As {@link unguardedNotes}, for the bucket, which itself is kept ("DeletionPolicy attribute", AWS CloudFormation User Guide). */
function unreadableNotes(before: StateMachinePlan, after: StateMachinePlan): Note[] {
  const names = before.steps.flatMap(({ task, claims }) => {
    const now = after.steps.find(sameNameAs(task));
    const losesAccess =
      (task.claimCheck && !now?.task.claimCheck) ||
      claims.some((key) => !now?.claims.includes(key));
    return now && losesAccess ? [task.name] : [];
  });
  if (names.length === 0) return [];
  return [
    {
      code: "WITHDRAWN_CLAIM_CHECKS",
      message: `${enumerated(names)} may no longer use results in S3 as before once this is deployed; running executions call the code that does, and fail there.`,
      suggestion: `${drainFirst(before)}\n${runningExecutions(before)}`,
    },
  ];
}

/** A message that was passed on with a reference is not changed by what the code does now. */
function unredeemedNotes(before: QueuePlan, after: QueuePlan): Note[] {
  const behind = stepsBehind(before);
  return before.steps.flatMap(({ task, key }): Note[] => {
    const now = after.steps.find(sameNameAs(task))?.task;
    if (!task.claimCheck || now === undefined || now.claimCheck) return [];
    const undone = before.steps.filter(({ role }) => role === "compensation");
    const queues = [
      ...new Set([...(behind.get(task.name) ?? []), ...undone.map(({ task }) => task.name)]),
    ];
    if (queues.length === 0) return [];
    const result = `results.${key}`;
    const window = keyOf(task) ? " Workflows that share its key are given that reference too." : "";
    return [
      {
        code: "CLAIM_NOT_REDEEMED",
        message: `Messages that are past ${task.name} when this is deployed hold a reference, { "claimCheck": "…" }, in the place of ${result}, and nobody redeems it any more: the steps behind get the reference.${window}`,
        suggestion: `Start no new workflow until these are empty, and no dead letter of theirs is left to be redriven, then deploy:\n${depthOf(
          before,
          queues.flatMap((queue) => [queue, deadLetterQueue(queue)]),
        )}`,
      },
    ];
  });
}

const sameNameAs =
  ({ name }: { readonly name: string }) =>
  (step: PlannedStep) =>
    step.task.name === name;

/** The forward steps, fallbacks included, that wait in a queue of the same name before and after. */
function commonSteps(before: QueuePlan, after: QueuePlan): string[] {
  return before.steps.flatMap(({ task, role }) => {
    const now = after.steps.find(sameNameAs(task));
    return role !== "compensation" && now && now.role !== "compensation" ? [task.name] : [];
  });
}

/** For each step those that a message may come to after it, as long as the workflow is not undone. */
function stepsBehind(plan: QueuePlan): ReadonlyMap<string, ReadonlySet<string>> {
  const next = nextQueues(plan);
  const behind = (step: string): Set<string> => {
    const seen = new Set(next.get(step));
    // A set goes on to what is added to it while it is walked through.
    for (const queue of seen) for (const further of next.get(queue) ?? []) seen.add(further);
    return seen;
  };
  return new Map([...next.keys()].map((step) => [step, behind(step)]));
}

function nextQueues({ functions: { steps, routers } }: QueuePlan): Map<string, string[]> {
  const next = new Map<string, string[]>(steps.map(({ task }) => [task.name, []]));
  const add = (step: string, onwards: readonly (Onward | undefined)[]) => {
    for (const onward of onwards) {
      if (onward?.endsAs !== "succeeded") continue;
      next.get(step)?.push(...onward.next.flatMap(({ queue }) => queue ?? []));
    }
  };
  for (const { task, onSuccess } of steps) add(task.name, [onSuccess]);
  for (const { task, byError = {}, otherwise } of routers) {
    add(task.name, [...Object.values(byError), otherwise]);
  }
  return next;
}

function enumerated(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const plural = (noun: string, of: readonly unknown[]) => (of.length === 1 ? noun : `${noun}s`);

const times = (count: number) => (count === 1 ? "once" : `${count} times`);
