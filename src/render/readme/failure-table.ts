import { repeats } from "../../forms/traits.ts";
import { times } from "../../messages/words.ts";
import type { Plan, PlannedStep } from "../../plan/plan.ts";
import {
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failable,
  type ForwardTask,
  failables,
  isForwardTask,
} from "../../semantics/compensation-order.ts";
import { consequenceOf, distinctRoutes, namedErrors } from "../../semantics/failure-routes.ts";
import { longestDelays, SHOWN_RETRIES } from "../../semantics/retry-delays.ts";
import { transportOf } from "../../transports/registry.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import type { CompositeStep, Retry, Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { listed } from "./in-markdown.ts";

/** A row for whatever can fail, in the order in which it is tried or joined. */
export function rows({ workflow, steps }: Plan): string[] {
  return failables(workflow).flatMap((one) => {
    const own = steps.filter(({ task }) => task === one || task === one.compensation);
    return [
      ...(isForwardTask(one) ? [] : [cells(one.name, "", "", joinFailure(workflow, one))]),
      ...own.map((step) => row(workflow, step)),
    ];
  });
}

function row(workflow: WorkflowWithTransport, step: PlannedStep): string {
  const { task } = step;
  return cells(
    task.name,
    spacedDuration(task.timeoutSeconds),
    retries(task.retry),
    forGood(workflow, step),
  );
}

export function cells(name: string, ...others: readonly string[]): string {
  return `| ${[`\`${name}\``, ...others].join(" | ")} |`;
}

/**
 * Says what follows when a branch or an item has failed. The others come to rest first, unless no
 * rule does anything about the error: then Step Functions stops them.
 */
function joinFailure(workflow: WorkflowWithTransport, step: CompositeStep): string {
  const part = repeats(step) ? "an item" : "a branch";
  const errors = [undefined, ...namedErrors(step)];
  const isStopping = (error: string | undefined) => isUnhandled(workflow, step, error);
  if (errors.every(isStopping)) return `When ${part} has failed, ${routes(workflow, step)}`;
  if (errors.some(isStopping))
    return `When ${part} has failed:<br>${routes(workflow, step, AT_REST)}`;
  const then = routes(workflow, step);
  const begin = then.includes("<br>") ? "<br>" : " ";
  return `When ${part} has failed and the others have finished:${begin}${then}`;
}

const AT_REST = "after the others have finished, ";

/** Returns whether an error of a step ends the execution at once. */
function isUnhandled(
  workflow: WorkflowWithTransport,
  one: Failable,
  error: string | undefined,
): boolean {
  return consequenceOf(one, error, compositesAround(workflow, one)).kind === "stop";
}

/** `3 times, up to 2 s, 4 s, 8 s apart`. */
export function retries(retry: Retry): string {
  const { maxAttempts, maxDelaySeconds, jitter } = retry;
  if (maxAttempts === 0) return "never";
  const shown = longestDelays(retry).map(spacedDuration).join(", ");
  const rest = maxAttempts > SHOWN_RETRIES ? `, …, ${spacedDuration(maxDelaySeconds)}` : "";
  const apart = maxAttempts === 1 ? "later" : "apart";
  return `${times(maxAttempts)}, ${jitter === "full" ? "up to " : ""}${shown}${rest} ${apart}`;
}

function forGood(workflow: WorkflowWithTransport, { task, role, of }: PlannedStep): string {
  if (role === "compensation") {
    return `Compensates \`${of}\`. If it fails, a person must act`;
  }
  const forward = task as Task & ForwardTask;
  const text = routes(workflow, forward);
  const own = sentence(text);
  return role === "fallback" ? `Runs instead of \`${of}\`.<br>${own}` : own;
}

/** @param atRest what is said before each consequence of a failure that does not end the execution at once */
export function routes(workflow: WorkflowWithTransport, one: Failable, atRest = ""): string {
  const told = distinctRoutes(one);
  const apart = told.flatMap(({ errors }) => errors);
  const alike = namedErrors(one).filter((error) => !apart.includes(error));
  return [
    ...told.map(({ errors }) => {
      const when = listed(errors) || (told.length > 1 ? "otherwise" : "");
      const then = consequence(workflow, one, errors[0]);
      const rest = isUnhandled(workflow, one, errors[0]) ? "" : atRest;
      return `${when && `${when}: `}${rest}${then}`;
    }),
    ...(alike.length > 0 ? [`on ${listed(alike)} the same, without retries`] : []),
  ].join("<br>");
}

function consequence(
  workflow: WorkflowWithTransport,
  task: Failable,
  error: string | undefined,
): string {
  const then = consequenceOf(task, error, compositesAround(workflow, task));
  switch (then.kind) {
    case "handled":
      return `the rules of \`${then.by.name}\` apply`;
    case "stop":
      return transportOf(workflow).readme.failed(task);
    case "compensate": {
      const chain = compensationsIn(compensationsFrom(workflow, task)).map(
        ({ compensation, ifTried }) =>
          ifTried === undefined
            ? `\`${compensation}\``
            : `\`${compensation}\` if \`${ifTried}\` ran`,
      );
      return `${chain.join(", then ")}; the workflow ends as compensated`;
    }
    case "continue":
      return `the error is stored under \`errors\`, and the workflow continues`;
    case "fallback":
      return `\`${then.fallback.name}\` runs in its place`;
  }
}
