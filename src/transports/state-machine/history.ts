import { longestWay } from "./longest-way.ts";
import type { State, StateMachine } from "./state.ts";

/** "Step Functions quotas": events in the history of one execution. */
export const MAX_EVENTS = 25_000;

/** Facts and assumptions about an execution. */
export interface Course {
  /**
   * Returns the number of items of a map: by the step's name, or that of the state that undoes it.
   */
  readonly itemsOf: (map: string) => number;
  /** Assumes that every task needs all the tries that its own rule gives it. */
  readonly retries: boolean;
}

/**
 * Returns the most events that an execution can have, on the longest way through its states ("HistoryEvent",
 * Step Functions API Reference). Waiting while a function is throttled is not counted.
 */
export function mostEvents(definition: StateMachine, course: Course): number {
  // ExecutionStarted, and ExecutionSucceeded or ExecutionFailed.
  return 2 + eventsIn(definition, course);
}

function eventsIn(machine: StateMachine, course: Course): number {
  return longestWay(machine, (name, state) => eventsOf(name, state, course));
}

function eventsOf(name: string, state: State, course: Course): number {
  switch (state.Type) {
    case "Task": {
      // Scheduled, started and ended; submitted too, where it waits for an answer.
      const perTry = String(state.Resource).endsWith(".waitForTaskToken") ? 4 : 3;
      return 2 + perTry * (course.retries ? triesOf(state) : 1);
    }
    case "Map":
      // Entered, started, ended and exited; each item is started and ended.
      return 4 + course.itemsOf(name) * (2 + eventsIn(state.ItemProcessor as StateMachine, course));
    case "Parallel": {
      const branches = state.Branches as readonly StateMachine[];
      return branches.reduce((sum, branch) => sum + eventsIn(branch, course), 4);
    }
    case "Fail":
      return 1;
    default:
      return 2;
  }
}

/** Tries by the rule of the step: the retrier of all errors, not those of the Lambda service. */
function triesOf({ Retry }: State): number {
  const retriers = (Retry ?? []) as readonly { ErrorEquals: string[]; MaxAttempts: number }[];
  const own = retriers.find(({ ErrorEquals }) => ErrorEquals.includes("States.ALL"));
  return 1 + (own?.MaxAttempts ?? 0);
}

/** Returns how many items of a map an execution has room for, where every other map has one. */
export function itemsWithRoom(definition: StateMachine, map: string, retries: boolean): number {
  const fits = (items: number) => {
    const itemsOf = (name: string) => (name === map || name === `Undo ${map}` ? items : 1);
    return mostEvents(definition, { itemsOf, retries }) <= MAX_EVENTS;
  };
  let [least, most] = [0, MAX_EVENTS];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}
