import { runsPerSecond } from "../../workflow/expected.ts";
import type { FunctionStep, Rate, Workflow } from "../../workflow/workflow.ts";
import type { Assumption } from "../explanation.ts";
import { DEFAULT_REGION, type PriceTable, pricesIn } from "../prices/prices.ts";

/** The memory of every function that is generated. */
export const GENERATED_MEMORY_MB = 256;

/** Holds what is assumed where neither a flag nor the workflow says it. */
export const ASSUMED = { seconds: 1, rate: { runs: 10, per: "s" }, items: 10 } as const;

/** Holds the rate that is assumed where a `cron()` expression starts the workflow. */
const ASSUMED_CRON_RATE: Rate = { runs: 1, per: "d" };

/** Holds a value for every step, and those of single steps. */
export interface PerStep {
  readonly every?: number;
  readonly byStep: ReadonlyMap<string, number>;
}

/** Holds what the command line says beside the workflow. */
export interface ExplainOptions {
  /** Milliseconds. */
  readonly durations: PerStep;
  /** MB. */
  readonly memories: PerStep;
  readonly rate?: Rate;
  /** Items of each map. */
  readonly items?: number;
  readonly architecture: "arm64" | "x86_64";
  readonly prices: PriceTable;
}

/** Holds what decides how long the steps take. */
export type CourseOptions = Pick<ExplainOptions, "durations" | "memories" | "items">;

const NOTHING: PerStep = { byStep: new Map() };

/** Holds no value, so that only the workflow says how long its steps take. */
export const ONLY_EXPECTED: CourseOptions = { durations: NOTHING, memories: NOTHING };

/** Returns how long a function works, in seconds: by flag, by the workflow, or assumed. */
export function secondsOf(step: FunctionStep, { durations }: CourseOptions): Assumption {
  const expected = step.form === "task" ? step.expected?.durationMs : undefined;
  const settled = settle(step.name, durations, expected);
  return settled
    ? { ...settled, value: settled.value / 1_000 }
    : { value: ASSUMED.seconds, from: "assumed" };
}

/** Returns the memory of a function in MB. */
export function memoryOf(step: FunctionStep, { memories }: CourseOptions): Assumption {
  const expected = step.form === "task" ? step.expected?.memoryMb : undefined;
  return settle(step.name, memories, expected) ?? { value: GENERATED_MEMORY_MB, from: "assumed" };
}

function settle(
  name: string,
  { every, byStep }: PerStep,
  expected: number | undefined,
): Assumption | undefined {
  const flag = byStep.get(name) ?? every;
  if (flag !== undefined) return { value: flag, from: "flag" };
  return expected === undefined ? undefined : { value: expected, from: "workflow" };
}

/** Returns how many runs begin in a second: by flag, by the workflow or its schedule, or assumed. */
export function rateOf(
  { expected, trigger }: Workflow,
  { rate }: Pick<ExplainOptions, "rate">,
): Assumption {
  if (rate) return { value: runsPerSecond(rate), from: "flag" };
  const schedule = trigger?.kind === "schedule" ? trigger.expression : undefined;
  const said = expected?.rate ?? (schedule === undefined ? undefined : scheduledRate(schedule));
  if (said) return { value: runsPerSecond(said), from: "workflow" };
  const assumed = schedule === undefined ? ASSUMED.rate : ASSUMED_CRON_RATE;
  return { value: runsPerSecond(assumed), from: "assumed" };
}

/** Returns how often `rate(20 minutes)` is; undefined for `cron()`. */
function scheduledRate(expression: string): Rate | undefined {
  const [, every, per] = /^rate\((\d+) ([mhd])/.exec(expression) ?? [];
  return every === undefined ? undefined : { runs: 1 / Number(every), per: per as Rate["per"] };
}

/** Returns how many items each map has. */
export const itemsOf = ({ items }: CourseOptions): Assumption =>
  items === undefined ? { value: ASSUMED.items, from: "assumed" } : { value: items, from: "flag" };

/** Returns what is explained where only the workflow says something. */
export function plainOptions(): ExplainOptions {
  const prices = pricesIn(DEFAULT_REGION);
  if (!prices) throw new TypeError("The default region has no prices");
  return { ...ONLY_EXPECTED, architecture: "arm64", prices };
}
