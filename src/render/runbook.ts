import type { ForwardTask } from "../plan/compensation-order.ts";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { deadLetterQueue } from "../plan/queue-functions.ts";
import type { OnFailure } from "../workflow/workflow.ts";

/** Rows of a Markdown table: for each failure rule, the alarm that goes off and where the work is. */
export function runbookRows(plan: Plan): string[] {
  return plan.steps.flatMap((step) => {
    if (step.role === "compensation") return [row(step, "fails", compensationSight(plan, step))];
    const task = step.task as PlannedStep["task"] & ForwardTask;
    const named = task.catch.map(({ errors, onFailure }) => ({
      when: errors.map((error) => `\`${error}\``).join(", "),
      onFailure,
    }));
    const different = named.filter(({ onFailure }) => onFailure !== task.onFailure);
    const rules = [...different, { when: "fails", onFailure: task.onFailure }];
    return rules.map(({ when, onFailure }) =>
      row(step, when, sight(plan, step, onFailure, task.onFailure)),
    );
  });
}

/** What an operator sees. */
interface Sight {
  readonly alarm?: string;
  readonly place: string;
}

function row({ task }: PlannedStep, when: string, { alarm, place }: Sight): string {
  return `| \`${task.name}\`: ${when} | ${alarm === undefined ? "none" : `\`${alarm}\``} | ${place} |`;
}

function sight(plan: Plan, step: PlannedStep, onFailure: OnFailure, rest: OnFailure): Sight {
  switch (onFailure) {
    case "fail":
      return failSight(plan, step, rest);
    case "compensate":
      return plan.transport === "queue"
        ? { place: "nothing waits: the log says that the workflow has ended as `compensated`" }
        : { alarm: "ExecutionsFailedAlarm", place: "the execution ended in `Compensated`" };
    case "continue":
    case "fallback":
      return { place: `nothing waits: the error is in the log of \`${step.task.name}\`` };
  }
}

function failSight(plan: Plan, step: PlannedStep, rest: OnFailure): Sight {
  if (plan.transport === "queue") return deadLetterSight(plan, step);
  return {
    alarm: "ExecutionsFailedAlarm",
    place:
      rest === "fail"
        ? `the execution ended in \`${step.task.name}\`: redrive it`
        : `the execution ended in \`${step.task.name} failed\`: start it again`,
  };
}

function compensationSight(plan: Plan, step: PlannedStep): Sight {
  if (plan.transport === "queue") return deadLetterSight(plan, step);
  return {
    alarm: "CompensationFailedAlarm",
    place: "the execution ended in `CompensationFailed`: undo the rest by hand",
  };
}

function deadLetterSight({ workflow }: Plan, { logicalId, task }: PlannedStep): Sight {
  return {
    alarm: `${logicalId}DeadLetterQueueAlarm`,
    place: `the message is in \`${workflow.name}-${deadLetterQueue(task.name)}\`: redrive it`,
  };
}
