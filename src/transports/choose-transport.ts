import { type KnownCosts, knownCosts } from "../explain/prices/known-costs.ts";
import { formatUsd } from "../explain/prices/usd.ts";
import { canFail, isTask } from "../forms/traits.ts";
import { failureRoutes, namedErrors, routesOf } from "../semantics/failure-routes.ts";
import { LIMITS } from "../workflow/limits.ts";
import { transportLimits } from "../workflow/rules/rules.ts";
import { allSteps, withFallback } from "../workflow/steps/traversal.ts";
import type { TaskStep, TransportName, Workflow } from "../workflow/workflow.ts";

/** A recommendation and why, as a whole sentence. */
export interface TransportChoice {
  readonly transport: TransportName;
  readonly reason: string;
  /** A design that is simpler than either transport and may do. */
  readonly simpler?: { readonly design: "one-function"; readonly reason: string };
}

/** All steps must fit into one function with room to spare: 60 % of the time that one may run. */
const ONE_FUNCTION_SECONDS = 0.6 * LIMITS.maxTimeoutSeconds;

/**
 * The transport that suits a workflow best, whatever it says itself: a queue where order is kept, a
 * state machine where work is undone or a queue's limits are too tight, else a queue.
 */
export function chooseTransport(workflow: Workflow): TransportChoice {
  if (workflow.queue) {
    return {
      transport: "queue",
      reason: `Only queues can keep the order for each ${workflow.queue.groupBy}.`,
    };
  }
  const undone = allSteps(workflow)
    .filter(canFail)
    .find((step) => withFallback(step).some((one) => routesOf(one).includes("compensate")));
  if (undone) {
    return {
      transport: "state-machine",
      reason: `A failure of "${undone.name}" undoes the steps before it; a state machine keeps the order and shows the progress in one place.`,
    };
  }
  const [limit] = transportLimits(workflow, "queue");
  if (limit) return { transport: "state-machine", reason: limit.message };
  const costs = knownCosts(workflow);
  return {
    ...cheaperOf(costs),
    ...(suitsOneFunction(workflow) && {
      simpler: { design: "one-function", reason: whyOneFunction(workflow, costs) },
    }),
  };
}

/** Chooses by cost, where the workflow says how long its steps take and how often it runs. */
function cheaperOf(costs: KnownCosts | undefined): TransportChoice {
  const [queue, standard] = [costs?.usd.get("queue"), costs?.usd.get("standard")];
  const isKnown = queue !== undefined && standard !== undefined;
  if (isKnown && costs?.isRateKnown && standard < queue) {
    return {
      transport: "state-machine",
      reason: `At this rate, most of the queue costs would be polling empty queues: a state machine costs ${perMillion(standard)}, queues ${perMillion(queue)}.`,
    };
  }
  const price =
    isKnown && queue < standard
      ? `cost the least (${perMillion(queue)}, a state machine ${formatUsd(standard)})`
      : "cost the least";
  return {
    transport: "queue",
    reason: `The steps run in sequence and none undoes another: queues between them ${price}, and keep the work while a step is down.`,
  };
}

function whyOneFunction({ steps }: Workflow, costs: KnownCosts | undefined): string {
  const oneFunction = costs?.usd.get("one-function");
  const price = oneFunction === undefined ? "" : `, for ${perMillion(oneFunction)}`;
  return steps.length === 1
    ? `A single step needs no decoupling: one function may be the better choice${price}.`
    : `These steps are short, fail in the same way and need no undo: one function that calls them in turn may be the better choice${price}.`;
}

const perMillion = (usd: number): string => `${formatUsd(usd)} USD per million runs`;

function suitsOneFunction(workflow: Workflow): boolean {
  const steps = workflow.steps.filter(isTask);
  if (steps.length < workflow.steps.length) return false;
  const total = steps.reduce((sum, step) => sum + longestSeconds(step), 0);
  const rules = new Set(
    steps.map((step) => {
      const { retry, idempotency } = step;
      return JSON.stringify([failureRoutes(step), Object.entries(retry).toSorted(), idempotency]);
    }),
  );
  return (
    total < ONE_FUNCTION_SECONDS &&
    rules.size === 1 &&
    steps.every(
      (step) => namedErrors(step).length === 0 && !step.fallback && step.concurrency === undefined,
    )
  );
}

/** As long as it is expected to take, or as it may. */
const longestSeconds = ({ expected, timeoutSeconds }: TaskStep): number =>
  expected?.durationMs === undefined ? timeoutSeconds : expected.durationMs / 1_000;
