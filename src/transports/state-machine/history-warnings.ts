import { repeats } from "../../forms/traits.ts";
import { type Finding, headOf } from "../../workflow/findings/finding.ts";
import { LIMITS } from "../../workflow/limits.ts";
import { locationsOf, placesOfStep } from "../../workflow/steps/locations.ts";
import { placedSteps } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { itemsWithRoom, MAX_EVENTS, mostEvents } from "./history.ts";
import type { StateMachinePlan } from "./plan.ts";

/** Ours: a list that a map works on may well be so long. */
const ITEMS_TO_EXPECT = 100;

/** Returns a warning for each thing that may fill the history of an execution, which ends it then. */
export function historyWarnings(plan: StateMachinePlan): Finding[] {
  const retries = retryWarnings(plan);
  return [
    ...(retries.length > 0 ? retries : itemWarnings(plan)),
    ...concurrencyWarnings(plan.workflow),
  ];
}

/** Warns where the tries of all steps are too many, whatever maps work on. */
function retryWarnings({ workflow, definition }: StateMachinePlan): Finding[] {
  const events = mostEvents(definition, { itemsOf: () => 1, retries: true });
  if (events <= MAX_EVENTS) return [];
  const attempts = locationsOf(workflow).map(({ task }) => task.retry.maxAttempts);
  const most = locationsOf(workflow)[attempts.indexOf(Math.max(...attempts))];
  if (!most) return [];
  const { maxAttempts } = most.task.retry;
  const at = [...most.at, "retry", "maxAttempts"];
  return [
    {
      code: "HISTORY_FULL_OF_RETRIES",
      message: `${headOf(workflow, [...most.at, "name"])}: with all retries of all steps, an execution has ${events} events. Step Functions ends it at ${MAX_EVENTS} without compensation. Each retry adds 3 events; this step has ${maxAttempts} retries.`,
      suggestion:
        "Lower maxAttempts and increase interval and maxDelay, or split the workflow, and let the last step of each part start the next one.",
      at,
    },
  ];
}

function itemWarnings({ workflow, definition }: StateMachinePlan): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (!repeats(step)) return [];
    const items = itemsWithRoom(definition, step.name, true);
    if (items >= ITEMS_TO_EXPECT) return [];
    return [
      {
        code: "HISTORY_FULL_OF_ITEMS",
        message: `${headOf(workflow, [...at, "name"])}: an execution can have ${MAX_EVENTS} events, and ${items + 1} items exceed that if every retry is needed. Step Functions then ends it without compensation.`,
        suggestion: `Give the steps inside fewer retries, or limit ${step.items} to ${items} items.`,
        at: [...at, "map"],
        onKey: true,
      },
    ];
  });
}

/** Warns where a map asks for more of a function at once than its concurrency lets in. */
function concurrencyWarnings(workflow: Workflow): Finding[] {
  return placedSteps(workflow).flatMap((placed) => {
    const maps = placed.within.filter(repeats);
    if (maps.length === 0) return [];
    const atOnce = maps.reduce(
      (product, { maxConcurrency = LIMITS.maxMapConcurrency }) => product * maxConcurrency,
      1,
    );
    return placesOfStep(placed).flatMap(({ task, at }): Finding[] => {
      const { concurrency } = task;
      if (concurrency === undefined || concurrency >= atOnce) return [];
      const inMaps = maps.map(({ name }) => `"${name}"`).join(" in ");
      return [
        {
          code: "MAP_ABOVE_CONCURRENCY",
          message: `${headOf(workflow, [...at, "name"])}: ${inMaps} runs ${atOnce} items at once, but concurrency allows ${concurrency}. The others are throttled, and each further call adds 3 of the ${MAX_EVENTS} events that an execution can have.`,
          suggestion: `Set maxConcurrency of the map to ${concurrency} or less, or raise concurrency to ${atOnce}.`,
          at: [...at, "concurrency"],
        },
      ];
    });
  });
}
