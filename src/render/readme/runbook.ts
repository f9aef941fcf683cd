import { isApproval } from "../../forms/traits.ts";
import { compact } from "../../lists.ts";
import type { Plan } from "../../plan/plan.ts";
import {
  compositesAround,
  type Failable,
  failables,
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
  const { readme } = transportOf(plan);
  const rows = failables(plan.workflow).flatMap((one) => [
    ...toldRoutes(one).map(({ errors }) =>
      row(one.name, whenInWords(one, errors), sight(plan, one, errors[0])),
    ),
    one.compensation &&
      row(one.compensation.name, "fails", readme.failedCompensation(plan, one.compensation)),
  ]);
  return compact([...rows, ...readme.wholeRows(plan)]);
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

function sight(plan: Plan, one: Failable, error: string | undefined): Sight {
  const { readme } = transportOf(plan);
  const then = consequenceOf(one, error, compositesAround(plan.workflow, one));
  switch (then.kind) {
    case "stop":
      return readme.failedStep(plan, one);
    case "handled":
      return upTo(then.by);
    case "compensate":
      return {
        alarm: shareAlarm(plan),
        place: `no work waits: ${readme.compensated}`,
      };
    case "continue":
    case "fallback":
      return { place: `no work waits: the error is in ${placeOfError(one)}` };
  }
}

/** A single one is business. */
const shareAlarm = ({ workflow }: Plan) =>
  `${alarmIn(workflow, "compensated")}, if many workflows are compensated`;

/** Returns the place of the error. An approval that nobody answers is no error of a function; nor does a composite have one. */
function placeOfError(one: Failable): string {
  return isForwardTask(one) && !isApproval(one)
    ? `the log of \`${one.name}\``
    : "the history of the execution";
}

function upTo({ name }: CompositeStep): Sight {
  return { alarm: `as for \`${name}\``, place: `the rules of \`${name}\` apply` };
}
