import type { Plan, PlannedStep } from "../../plan/plan.ts";
import { isApproval } from "../../semantics/approval.ts";
import {
  compositesAround,
  type Failable,
  failableSteps,
  isForwardTask,
} from "../../semantics/compensation-order.ts";
import { handlerOf } from "../../semantics/failure-route.ts";
import { transportOf } from "../../transports/registry.ts";
import type { CompositeStep, OnFailure } from "../../workflow/workflow.ts";
import { alarmIn, type Sight } from "./in-markdown.ts";

/** Rows of a Markdown table: for each failure rule, the alarm that goes off and where the work is. */
export function runbookRows(plan: Plan): string[] {
  const rows = failableSteps(plan.workflow).flatMap((one) => {
    const step = plan.steps.find(({ task }) => task === one);
    const undo = plan.steps.find(({ task }) => task === one.compensation);
    return [
      ...rulesOf(one).map(({ when, error, onFailure }) =>
        row(one.name, when, sight(plan, one, step, error, onFailure)),
      ),
      ...(undo
        ? [row(undo.task.name, "fails", transportOf(plan).readme.failedCompensation(plan, undo))]
        : []),
    ];
  });
  return [...rows, ...transportOf(plan).readme.wholeRows(plan)];
}

interface Rule {
  readonly when: string;
  /** One of the errors that it is about; left out: all others. */
  readonly error?: string;
  readonly onFailure: OnFailure;
}

/** A composite that fails because a step inside of it did has no rule of its own. */
function rulesOf(one: Failable): Rule[] {
  const named = one.catch.map(
    ({ errors, onFailure }): Rule => ({
      when: errors.map((error) => `\`${error}\``).join(", "),
      ...(errors[0] !== undefined && { error: errors[0] }),
      onFailure,
    }),
  );
  const rest: Rule = {
    when: isForwardTask(one) ? "fails" : "a step inside fails",
    onFailure: one.onFailure,
  };
  const different = named.filter(({ onFailure }) => onFailure !== one.onFailure);
  return isForwardTask(one) || one.onFailure !== "fail" ? [...different, rest] : different;
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
  onFailure: OnFailure,
): Sight {
  switch (onFailure) {
    case "fail": {
      const handler = handlerOf(error, compositesAround(plan.workflow, one));
      if (handler) return upTo(handler);
      return step
        ? transportOf(plan).readme.failedStep(plan, step, one.onFailure)
        : compositeFailed(plan, one);
    }
    case "compensate":
      return {
        alarm: shareAlarm(plan),
        place: `nothing waits: ${transportOf(plan).readme.compensated}`,
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
