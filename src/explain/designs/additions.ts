import { sumOf } from "../../lists.ts";
import type { Plan, PlannedStep } from "../../plan/plan.ts";
import type { AddedUsage, Usage } from "../prices/cost.ts";
import { GENERATED_MEMORY_MB } from "./assumptions.ts";
import { gigabytes } from "./course.ts";
import type { Facts } from "./facts.ts";
import { computing, requests } from "./synchronous.ts";

/** A function that only sends work on is assumed to take so many seconds. */
const SENDING_SECONDS = 0.02;

/** A record is written before the work and after it ("Idempotency", Powertools for AWS Lambda). */
export const WRITES_OF_RECORD = 2;

/** Returns what is paid for writes of records. */
export function tableWrites({ options }: Facts, quantity: number): Usage {
  return { kind: "table", quantity, unit: "writes", price: options.prices.prices.tableWrite };
}

/** Returns how many functions start a run. */
export const startsOf = ({ workflow }: Facts): number => (workflow.trigger ? 1 : 0);

/** Returns the records by which a start is known again, and the input of a request. */
export function startRecords(facts: Facts): AddedUsage[] {
  const { trigger } = facts.workflow;
  if (!trigger) return [];
  const records = trigger.kind === "api" ? 2 : 1;
  const usage = tableWrites(facts, records * WRITES_OF_RECORD);
  return [{ ...usage, why: "A repeated start is recognized." }];
}

/** Returns what is paid for functions that only start work, or send it on. */
export function sendingFunctions(facts: Facts, calls: number, why: string): AddedUsage[] {
  const gbSeconds = calls * SENDING_SECONDS * gigabytes(GENERATED_MEMORY_MB);
  return [...computing(facts, gbSeconds), requests(facts, calls)].map((usage) => ({
    ...usage,
    why,
  }));
}

/** Returns what is paid for results in S3: each is written once, and read by each step that is given it. */
export function claimChecks({ functions, options }: Facts, { steps }: Plan): AddedUsage[] {
  const { objectPut, objectGet } = options.prices.prices;
  const planned = new Map(steps.map((step): [string, PlannedStep] => [step.task.name, step]));
  const count = (of: (step: PlannedStep) => number) =>
    sumOf(functions, ({ name, times }) => {
      const step = planned.get(name);
      return step ? times * of(step) : 0;
    });
  const why = "Results with a claim check are stored in S3.";
  const puts = count(({ task }) => (task.claimCheck ? 1 : 0));
  const gets = count(({ claims }) => claims.length);
  return [
    { kind: "storage", quantity: puts, unit: "writes", price: objectPut, why },
    { kind: "storage", quantity: gets, unit: "reads", price: objectGet, why },
  ];
}
