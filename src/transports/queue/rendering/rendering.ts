import { compact } from "../../../lists.ts";
import { versions } from "../../../plan/versions.ts";
import { namedErrorsLine } from "../../../render/code/named-errors.ts";
import { fold } from "../../../render/fold.ts";
import { fitLiteral } from "../../../render/layout.ts";
import type { Outcomes } from "../../../semantics/outcomes.ts";
import type { TransportRendering } from "../../transport.ts";
import { QUEUE_LIMITS } from "../limits.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN, firstQueue, type QueueStepFunction } from "../queue-functions.ts";

/** Renders the functions behind queues. */
export const rendering: TransportRendering<QueuePlan> = {
  files: () => [],
  isNeeded: (path, { functions }) => {
    if (path === "src/runtime/condition.ts") return functions.hasChoices;
    return path !== "src/functions/begin.ts" || functions.begin !== undefined;
  },
  packages: () => ({
    dependencies: versions.dependencies.queue,
    devDependencies: versions.devDependencies.queue,
  }),
  templateData: (plan) => {
    const { begin, steps, hasChoices, hasWaits, mayEnd } = plan.functions;
    return {
      queue: true,
      hasChoices,
      hasWaits,
      mayEnd,
      hasBegin: begin !== undefined,
      beginLine: begin
        ? fitLiteral("export const begin: Transition = ", begin.transition, ";")
        : "",
      firstQueue: firstQueue(plan) ?? "",
      watchedEndsLine: watchedEndsLine(plan.outcomes),
      namesKeys: plan.claimCheckDays !== undefined,
      needsClock: plan.forms.joins,
      otherDeadLetters: begin
        ? fold(
            `The dead-letter queue of \`${BEGIN}\` holds messages that could not be routed to a first step; the log has the reason. Redrive them in the same way.`,
          )
        : [],
      spareReceives: QUEUE_LIMITS.spareReceives,
      putsBack: steps.some(({ task, sendsTo }) => sendsTo.includes(task.name)),
    };
  },
  stepProperties: ({ functions }, { task }) => {
    const fn = functions.steps.find((one) => one.task === task);
    if (!fn) throw new Error(`The plan has no function for ${task.name}.`);
    return [
      fitLiteral("  retry: ", { ...task.retry }, ","),
      namedErrorsLine(fn.namedErrors),
      fitLiteral("  onSuccess: ", fn.onSuccess, ","),
      fitLiteral("  onFailure: ", fn.onFailure, ","),
    ];
  },
  given: () => ({}),
  logged: (plan, order) => ({ logged: loggedFailures(plan, order) }),
};

/** A step whose failures take a route, and one whose failures wait, where a queue is for them. */
function loggedFailures({ functions }: QueuePlan, order: readonly string[]): string[] {
  const ran = functions.steps.filter(({ task }) => order.includes(task.name));
  const isRouted = ({ onFailure: { byError, otherwise } }: QueueStepFunction) =>
    "next" in (byError?.PermanentError ?? otherwise);
  return [ran.find(isRouted), ran.find((step) => !isRouted(step))].flatMap((step) =>
    step ? [step.task.name] : [],
  );
}

/** Returns the ends that raise an alarm at once, as the head of a test. */
function watchedEndsLine({ failed, compensationFailed }: Outcomes): string {
  const ends = compact([failed && '"Failed"', compensationFailed && '"CompensationFailed"']);
  return ends.length === 0
    ? ""
    : `  it.each([${ends.join(", ")}])("raises an alarm at once on an end as %s", (end) => {`;
}
