import { sumOf } from "../../lists.ts";
import type { Figures, TimelineBar } from "../explanation.ts";
import { costOf, type Usage } from "../prices/cost.ts";
import { whyNotAtOnce, whyNotNested } from "./at-once.ts";
import { gbSecondsOf, gigabytes, tidy, wallSeconds } from "./course.ts";
import { callsIn, type Facts, workingSeconds } from "./facts.ts";
import { allUp, lostOutage, nestedCalls, wholeCalls } from "./reliability.ts";
import { timelineOf } from "./timeline.ts";

/** Holds the figures of a design, or says why it has none. */
export type Worked = { readonly figures: Figures } | { readonly cannot: string };

/** Works out the chain in which each function calls the next one and waits for it. */
export function nestedDesign(facts: Facts): Worked {
  const timeline = timelineOf(facts.course, true);
  const cannot = whyNotNested(facts.workflow, timeline);
  if (cannot !== undefined) return { cannot };
  const bars = timeline.bars.filter(({ kind }) => kind === "function");
  const { functions, rate } = facts;
  const working = workingSeconds(functions);
  const waiting = tidy(sumOf(bars, ({ waits, times }) => waits * times));
  const usages = [
    ...computing(facts, gbSecondsOf(functions), waitedGbSeconds(facts, bars)),
    requests(facts, callsIn(functions)),
  ];
  return {
    figures: {
      cost: costOf(usages),
      paidSeconds: { working, waiting },
      environments: tidy(rate * (working + waiting)),
      ...answeredAtTheEnd(facts),
      worstCase: nestedCalls(facts),
      outage: lostOutage(facts, true),
    },
  };
}

/** Works out one function that does the work of all steps; branches run at once, and as many items as their map lets. */
export function oneFunctionDesign(facts: Facts): Worked {
  const { course, functions, seconds, rate, workflow } = facts;
  const cannot = whyNotAtOnce(workflow, seconds);
  if (cannot !== undefined) return { cannot };
  const memory = gigabytes(Math.max(...functions.map(({ memoryMb }) => memoryMb.value)));
  const working = wallSeconds(course, 0, false);
  const waiting = tidy(seconds - working);
  return {
    figures: {
      cost: costOf([...computing(facts, memory * working, memory * waiting), requests(facts, 1)]),
      paidSeconds: { working, waiting },
      environments: tidy(rate * seconds),
      ...answeredAtTheEnd(facts),
      worstCase: wholeCalls(facts),
      outage: lostOutage(facts, false),
    },
  };
}

function waitedGbSeconds({ functions }: Facts, bars: readonly TimelineBar[]): number {
  const memories = new Map(functions.map(({ name, memoryMb }) => [name, memoryMb.value]));
  return sumOf(
    bars,
    ({ step, waits, times }) => waits * times * gigabytes(memories.get(step) ?? 0),
  );
}

const answeredAtTheEnd = (
  facts: Facts,
): Pick<Figures, "answer" | "doneSeconds" | "availability"> => ({
  answer: { seconds: facts.seconds, is: "result" },
  doneSeconds: facts.seconds,
  availability: { answer: allUp(facts), delayed: 0 },
});

/** Returns what is paid for the time of functions. */
export function computing(
  { options: { prices, architecture } }: Facts,
  working: number,
  waiting = 0,
): Usage[] {
  const price = prices.prices[`${architecture}GbSecond`];
  const unit = "GB-seconds";
  return [
    { kind: "computing", quantity: working, unit, price },
    { kind: "waiting", quantity: waiting, unit, price },
  ];
}

/** Returns what is paid for calls of functions. */
export function requests({ options: { prices } }: Facts, quantity: number): Usage {
  return { kind: "requests", quantity, unit: "requests", price: prices.prices.lambdaRequest };
}
