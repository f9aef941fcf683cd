import { DAY_SECONDS } from "../../workflow/duration.ts";
import { LIMITS } from "../../workflow/limits.ts";
import { MAX_EVENTS } from "./history.ts";
import { longestWay } from "./longest-way.ts";
import type { State, StateMachine } from "./state.ts";
import { isThrottled, TASK_TIMEOUT_MARGIN_SECONDS } from "./task-state.ts";

/** Assumptions about an execution that takes its time. */
interface Course {
  /** The number of items of each map. */
  readonly items: number;
  /** Lets tasks wait for their turn, and out errors of Lambda, as long as they may. */
  readonly turns: boolean;
}

/** Events of an item at least: it is started and ended, and so is a state of it. */
const EVENTS_OF_ITEM = 4;

/** The longest that a function may take, and is waited for. */
const LONGEST_TRY_SECONDS = LIMITS.maxTimeoutSeconds + TASK_TIMEOUT_MARGIN_SECONDS;

/**
 * Returns the seconds that an execution may take where nothing is said: more than all of its tries, delays,
 * waits, answers and turns can take together, in whole days. Maps count with as many items as a history
 * has room for. Step Functions itself ends what takes a year.
 */
export function defaultTimeout(definition: StateMachine): number {
  const longest = secondsIn(definition, { items: MAX_EVENTS / EVENTS_OF_ITEM, turns: true });
  return Math.min(DAY_SECONDS * (1 + Math.floor(longest / DAY_SECONDS)), LIMITS.maxWorkflowSeconds);
}

/**
 * Returns the most seconds that an execution can take by the rules of its steps, with one item in each map.
 * Waiting for a turn is left aside.
 */
export function longestByRules(definition: StateMachine): number {
  return secondsIn(definition, { items: 1, turns: false });
}

function secondsIn(machine: StateMachine, course: Course): number {
  return longestWay(machine, (_, state) => secondsOf(state, course));
}

function secondsOf(state: State, course: Course): number {
  switch (state.Type) {
    case "Task":
      return secondsOfTask(state, course);
    case "Wait":
      return Number(state.Seconds);
    case "Map": {
      const atOnce = Number(state.MaxConcurrency ?? LIMITS.maxMapConcurrency);
      const rounds = Math.ceil(course.items / Math.min(atOnce, LIMITS.maxMapConcurrency));
      return rounds * secondsIn(state.ItemProcessor as StateMachine, course);
    }
    case "Parallel": {
      const branches = state.Branches as readonly StateMachine[];
      return Math.max(...branches.map((branch) => secondsIn(branch, course)));
    }
    default:
      return 0;
  }
}

/** A retrier of Amazon States Language. */
interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts: number;
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

/** Only the last try waits for an answer: one that is made again has come to no question. */
function secondsOfTask({ TimeoutSeconds, Retry }: State, { turns }: Course): number {
  const lastTry = Number(TimeoutSeconds);
  const again = Math.min(lastTry, LONGEST_TRY_SECONDS);
  return (Retry as readonly Retrier[])
    .filter(({ ErrorEquals }) => turns || ErrorEquals.includes("States.ALL"))
    .reduce(
      (sum, retrier) =>
        sum + delaysOf(retrier) + (isThrottled(retrier) ? 0 : retrier.MaxAttempts * again),
      lastTry,
    );
}

/** Each retrier counts for itself ("Handling errors in Step Functions workflows"). */
function delaysOf({
  MaxAttempts,
  IntervalSeconds = 1,
  BackoffRate = 2,
  MaxDelaySeconds = Number.POSITIVE_INFINITY,
}: Retrier): number {
  let seconds = 0;
  for (let retry = 0; retry < MaxAttempts; retry++) {
    seconds += Math.min(IntervalSeconds * BackoffRate ** retry, MaxDelaySeconds);
  }
  return seconds;
}
