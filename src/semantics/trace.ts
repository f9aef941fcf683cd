import type { Workflow } from "../workflow/workflow.ts";
import { compensationsFrom } from "./compensation-order.ts";
import { compensate, type Ending, runSequence } from "./interpretation.ts";
import type { Interpretation, Observe } from "./run-task.ts";
import type { Status } from "./status.ts";
import type { VisibleState } from "./visible-state.ts";

/** The course and the end of a workflow. */
export interface Trace {
  readonly status: Status;
  /** The steps that succeeded, in order; branches and items one after the other. */
  readonly succeeded: readonly string[];
  /** The steps that failed for good, in order. */
  readonly failed: readonly string[];
}

/** The course of a workflow, and the state that it leaves behind. */
export interface ExecutionTrace extends Trace {
  /** Seconds after the start at which each step that succeeded did so, retries left aside. */
  readonly times: readonly number[];
  /** The step whose failure the workflow ended with, before or while it was undone. */
  readonly endedBy?: string;
  /** The number of `succeeded` that ran before anything was undone. */
  readonly forward: number;
  /** The branches of choices that were taken, by number; -1 where none was. */
  readonly taken: readonly { readonly choice: string; readonly branch: number }[];
  /**
   * The end of each wait, the number of steps that had succeeded by then, and the time when the last one was tried.
   */
  readonly waits: readonly {
    readonly wait: string;
    readonly until: number;
    readonly after: number;
    readonly since: number;
  }[];
  readonly results: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, unknown>>;
}

/** Failing steps, and the error with which each fails for good; `undefined`: one without a rule of its own. */
export type Failures = ReadonlyMap<string, string | undefined>;

/** The input and the answers that a workflow runs with. */
export interface Fixture {
  readonly input: unknown;
  /** The answers of steps; `{ by: <step> }` where nothing is said. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Failing steps that fail only the first time: for the first item of a map. */
  readonly failingOnce: readonly string[];
}

/** A fixture without input, in which every step answers with its name. */
export const emptyFixture: Fixture = { input: {}, answers: {}, failingOnce: [] };

/** Follows the failure rules by hand: what happens when these steps fail for good. */
export function trace(
  workflow: Workflow,
  failures: Failures,
  fixture: Fixture = emptyFixture,
): Trace {
  const { status, succeeded, failed } = interpret(workflow, failures, fixture);
  return { status, succeeded, failed };
}

/** Follows the failure rules as {@link trace} does, and returns what is left behind too. */
export function interpret(
  workflow: Workflow,
  failures: Failures,
  fixture: Fixture,
  observe?: Observe,
): ExecutionTrace {
  const run: Interpretation = {
    workflow,
    failures,
    fixture,
    observe,
    succeeded: [],
    failed: [],
    times: [],
    taken: [],
    waits: [],
    failedOnce: new Set(),
    now: 0,
    since: 0,
  };
  const state: VisibleState = { input: fixture.input, results: {}, errors: {}, items: {} };
  const ending = runSequence(run, workflow.steps, { state, within: [] });
  const forward = run.succeeded.length;
  const status = statusAfter(run, ending, state);
  const { succeeded, failed, times, taken, waits } = run;
  const endedBy = status === "compensation-failed" ? failed.at(-1) : ending?.by;
  return {
    status,
    ...(endedBy !== undefined && { endedBy }),
    succeeded,
    failed,
    times,
    forward,
    taken,
    waits,
    results: state.results,
    errors: state.errors,
  };
}

function statusAfter(run: Interpretation, ending: Ending | undefined, state: VisibleState): Status {
  if (!ending) return "succeeded";
  if (!("undo" in ending)) return "failed";
  return compensate(run, compensationsFrom(run.workflow, ending.undo), state)
    ? "compensated"
    : "compensation-failed";
}
