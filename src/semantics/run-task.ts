import { isApproval } from "../forms/traits.ts";
import { stateKey } from "../workflow/paths.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { TIMED_OUT } from "./approval.ts";
import type { ExecutionTrace, Failures, Fixture } from "./trace.ts";
import { seenFrom, type VisibleState } from "./visible-state.ts";

/** A workflow that is being interpreted: what is given, and the course so far. */
export interface Interpretation {
  readonly workflow: Workflow;
  readonly failures: Failures;
  readonly fixture: Fixture;
  readonly observe: Observe | undefined;
  readonly succeeded: string[];
  readonly failed: string[];
  readonly times: number[];
  readonly taken: ExecutionTrace["taken"][number][];
  readonly waits: ExecutionTrace["waits"][number][];
  readonly failedOnce: Set<string>;
  /** Seconds since the start, retries left aside. */
  now: number;
  /** The time at which the last step was tried. */
  since: number;
}

/** Hears of each function that runs and of each wait, with the keys of the results and the errors that it sees. */
export type Observe = (task: string, results: readonly string[], errors: readonly string[]) => void;

/** Runs a function once for all of its tries; returns whether it succeeded. */
export function runTask(
  run: Interpretation,
  task: { readonly name: string },
  state: VisibleState,
): boolean {
  const { failures, failed, succeeded, times } = run;
  see(run, task.name, state);
  const succeeds = !fails(run, task.name);
  if (!succeeds) {
    failed.push(task.name);
    if (failures.get(task.name) === TIMED_OUT) run.now += answerSeconds(run, task.name);
    state.errors[stateKey(task)] = failures.get(task.name) ?? "NoAnswer";
  }
  run.since = run.now;
  if (succeeds) {
    succeeded.push(task.name);
    times.push(run.now);
    state.results[stateKey(task)] = resultOf(run, task.name);
  }
  return succeeds;
}

function fails({ failures, failedOnce, fixture }: Interpretation, name: string): boolean {
  if (!failures.has(name) || failedOnce.has(name)) return false;
  if (fixture.failingOnce.includes(name)) failedOnce.add(name);
  return true;
}

const approvalOf = ({ workflow }: Interpretation, name: string) =>
  allSteps(workflow)
    .filter(isApproval)
    .find((step) => step.name === name);

const answerSeconds = (run: Interpretation, name: string): number =>
  approvalOf(run, name)?.answerSeconds ?? 0;

function resultOf(run: Interpretation, name: string): unknown {
  if (approvalOf(run, name)) return { approved: true };
  const { answers } = run.fixture;
  return Object.hasOwn(answers, name) ? answers[name] : { by: name };
}

export function see({ observe }: Interpretation, name: string, state: VisibleState): void {
  if (!observe) return;
  const { results, errors } = seenFrom(state);
  observe(name, Object.keys(results), Object.keys(errors));
}
