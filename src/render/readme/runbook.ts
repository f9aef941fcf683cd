import { isApproval } from "../../forms/traits.ts";
import { queueName } from "../../plan/notes/under-way.ts";
import type { Plan, PlannedStep, QueuePlan, StateMachinePlan } from "../../plan/plan.ts";
import {
  compositesAround,
  type Failable,
  failableSteps,
  isForwardTask,
} from "../../semantics/compensation-order.ts";
import {
  consequenceOf,
  distinctRoutes,
  type FailureRoute,
  isRedrivable,
} from "../../semantics/failure-routes.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import { deadLetterQueue } from "../../transports/queue/queue-functions.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import type { CompositeStep, RoutedWorkflow } from "../../workflow/workflow.ts";

/** Rows of a Markdown table: for each failure rule, the alarm that goes off and where the work is. */
export function runbookRows(plan: Plan): string[] {
  const rows = failableSteps(plan.workflow).flatMap((one) => {
    const step = plan.steps.find(({ task }) => task === one);
    const undo = plan.steps.find(({ task }) => task === one.compensation);
    return [
      ...toldRoutes(one).map(({ errors }) =>
        row(one.name, whenInWords(one, errors), sight(plan, one, step, errors[0])),
      ),
      ...(undo ? [row(undo.task.name, "fails", compensationSight(plan, undo))] : []),
    ];
  });
  return plan.transport === "queue" ? rows : [...rows, timeoutRow(plan)];
}

function timeoutRow({ definition, workflow }: StateMachinePlan): string {
  const time = spacedDuration(definition.TimeoutSeconds);
  return `| the workflow as a whole: takes ${time} | ${alarmIn(workflow, "executions-timed-out")} | the execution ended as \`TIMED_OUT\`: redrive it |`;
}

/** A composite that fails because a step inside of it did has no rule of its own. */
function toldRoutes(one: Failable): FailureRoute[] {
  return distinctRoutes(one).filter(
    ({ errors, route }) => isForwardTask(one) || errors.length > 0 || route !== "fail",
  );
}

function whenInWords(one: Failable, errors: readonly string[]): string {
  const otherwise = isForwardTask(one) ? "fails" : "a step inside fails";
  return errors.map((error) => `\`${error}\``).join(", ") || otherwise;
}

/** Returns the name of an alarm, from that in the model, in Markdown. */
const alarmIn = (workflow: RoutedWorkflow, name: string) =>
  `\`${wordsOf(workflow).alarmName(name)}\``;

/** The signs of a failure that an operator sees. */
interface Sight {
  /** In Markdown; left out: none. */
  readonly alarm?: string;
  readonly place: string;
}

function row(name: string, when: string, { alarm = "none", place }: Sight): string {
  return `| \`${name}\`: ${when} | ${alarm} | ${place} |`;
}

/** @param step left out for a composite */
function sight(
  plan: Plan,
  one: Failable,
  step: PlannedStep | undefined,
  error: string | undefined,
): Sight {
  const then = consequenceOf(one, error, compositesAround(plan.workflow, one));
  switch (then.kind) {
    case "stop":
      return step ? failSight(plan, step, one) : compositeFailed(plan, one);
    case "handled":
      return upTo(then.by);
    case "compensate":
      return plan.transport === "queue"
        ? {
            alarm: shareAlarm(plan),
            place: "nothing waits: the log says that the workflow has ended as `compensated`",
          }
        : {
            alarm: shareAlarm(plan),
            place: "nothing waits: the execution succeeded, in `Compensated`",
          };
    case "continue":
    case "fallback":
      return { place: `nothing waits: the error is in ${placeOfError(one)}` };
  }
}

/** A single one is business. */
const shareAlarm = ({ workflow }: Plan) => `${alarmIn(workflow, "compensated")}, when many are`;

/** Returns the place of the error. An approval that nobody answers is no error of a function; nor does a composite have one. */
function placeOfError(one: Failable): string {
  return isForwardTask(one) && !isApproval(one)
    ? `the log of \`${one.name}\``
    : "the history of the execution";
}

function upTo({ name }: CompositeStep): Sight {
  return { alarm: `as for \`${name}\``, place: `what follows is up to \`${name}\`` };
}

function compositeFailed({ workflow }: Plan, { name }: Failable): Sight {
  return {
    alarm: alarmIn(workflow, "executions-failed"),
    place: `the execution ended in \`${name} failed\`: start it again`,
  };
}

function failSight(plan: Plan, step: PlannedStep, one: Failable): Sight {
  if (plan.transport === "queue") return deadLetterSight(plan, step);
  return {
    alarm: alarmIn(plan.workflow, "executions-failed"),
    place: isRedrivable(plan.transport, one)
      ? `the execution ended in \`${step.task.name}\`: redrive it`
      : `the execution ended in \`${step.task.name} failed\`: start it again`,
  };
}

function compensationSight(plan: Plan, step: PlannedStep): Sight {
  if (plan.transport === "queue") return deadLetterSight(plan, step);
  return {
    alarm: [
      alarmIn(plan.workflow, "executions-failed"),
      alarmIn(plan.workflow, `${step.task.name}-function-failed`),
    ].join(", "),
    place: `the execution failed in \`${step.task.name}\`: redrive it, and the rest is undone`,
  };
}

function deadLetterSight(plan: QueuePlan, { task }: PlannedStep): Sight {
  const queue = queueName(plan, deadLetterQueue(task.name));
  return {
    alarm: alarmIn(plan.workflow, `${task.name}-dead-letter-queue`),
    place: `the message is in \`${queue}\`: redrive it`,
  };
}
