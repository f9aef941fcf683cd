import type { Figures } from "../explanation.ts";
import { type AddedUsage, costOf, type Usage } from "../prices/cost.ts";
import { gbSecondsOf, tidy, wallSeconds } from "./course.ts";
import { callsIn, type Facts, HANDOVER_SECONDS, workingSeconds } from "./facts.ts";
import { allUp, keptOutage, separateCalls } from "./reliability.ts";
import { computing, requests } from "./synchronous.ts";

/** Says why there are requests that no run makes. */
export const IDLE_POLLS = "Lambda polls the queues while they are empty.";

/** Returns the figures of a design whose steps hand on their work. */
export function decoupledFigures(
  facts: Facts,
  pattern: readonly Usage[],
  added: readonly AddedUsage[],
): Figures {
  const { functions, course, rate } = facts;
  const working = workingSeconds(functions);
  const up = allUp(facts);
  return {
    cost: costOf(
      [
        ...computing(facts, gbSecondsOf(functions)),
        requests(facts, callsIn(functions)),
        ...pattern,
      ],
      added,
    ),
    paidSeconds: { working, waiting: 0 },
    environments: tidy(rate * working),
    answer: { seconds: HANDOVER_SECONDS, is: "accepted" },
    doneSeconds: wallSeconds(course, HANDOVER_SECONDS),
    availability: { answer: 1, delayed: 1 - up },
    worstCase: separateCalls(facts),
    outage: keptOutage(facts, true),
  };
}
