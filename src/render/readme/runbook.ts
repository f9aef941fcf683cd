import { isApproval } from "../../forms/traits.ts";
import { compact } from "../../lists.ts";
import type { Plan, PlannedStep } from "../../plan/plan.ts";
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
} from "../../semantics/failure-routes.ts";
import { transportOf } from "../../transports/registry.ts";
import type { CompositeStep } from "../../workflow/workflow.ts";
import { alarmIn, type Sight } from "./in-markdown.ts";

/** Rows of a Markdown table: for each failure rule, the alarm that goes off and where the work is. */
export function runbookRows(plan: Plan): string[] {
  const rows = failableSteps(plan.workflow).flatMap((one) => {
    const step = plan.steps.find(({ task }) => task === one);
    const undo = plan.steps.find(({ task }) => task === one.compensation);
    return [
      ...toldRoutes(one).map(({ errors }) =>
        row(one.name, whenInWords(one, errors), sight(plan, one, step, errors[0])),
      ),
      undo && row(undo.task.name, "fails", transportOf(plan).readme.failedCompensation(plan, undo)),
    ];
  });
  return compact([...rows, ...transportOf(plan).readme.wholeRows(plan)]);
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
      return step
        ? transportOf(plan).readme.failedStep(plan, step, one)
        : compositeFailed(plan, one);
    case "handled":
      return upTo(then.by);
    case "compensate":
      return {
        alarm: shareAlarm(plan),
        place: `no work waits: ${transportOf(plan).readme.compensated}`,
      };
    case "continue":
    case "fallback":
      return { place: `no work waits: the error is in ${placeOfError(one)}` };
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
  return { alarm: `as for \`${name}\``, place: `the rules of \`${name}\` apply` };
}

function compositeFailed({ workflow }: Plan, { name }: Failable): Sight {
  return {
    alarm: alarmIn(workflow, "executions-failed"),
    place: `the execution ended in \`${name} failed\`: start it again`,
  };
}
