import { formOf } from "../forms/registry.ts";
import { repeats } from "../forms/traits.ts";
import { stateKey } from "../workflow/paths.ts";
import type {
  ChoiceStep,
  CompositeStep,
  Condition,
  MapStep,
  ParallelStep,
  Step,
} from "../workflow/workflow.ts";
import type { CompensationStep, Failable, ForwardTask } from "./compensation-order.ts";
import { holds, valueUnder } from "./condition.ts";
import { consequenceOf } from "./failure-routes.ts";
import { type Interpretation, runTask, see } from "./run-task.ts";
import { seenFrom, type VisibleState, wasTried } from "./visible-state.ts";

/**
 * The end of steps before their last one, and the step that it is because of; none where a list is missing. `stopped`:
 * nothing handles the failure, the workflow has failed.
 */
export type Ending = { readonly by?: string } & (
  | { readonly stopped: true }
  | { readonly failed: string | undefined }
  | { readonly undo: Failable }
);

/** Steps and the composites around them, the innermost first. */
interface Position {
  readonly state: VisibleState;
  readonly within: readonly CompositeStep[];
}

/** Runs steps one after the other, until one of them ends the rest. */
export function runSequence(
  run: Interpretation,
  steps: readonly Step[],
  position: Position,
): Ending | undefined {
  const interpreter = interpreterAt(run, position);
  for (const step of steps) {
    const ending = formOf(step).run(step, interpreter);
    if (ending) return ending;
  }
  return undefined;
}

/** Runs compensations in their order; returns whether all of them succeeded. */
export function compensate(
  run: Interpretation,
  chain: readonly CompensationStep[],
  state: VisibleState,
): boolean {
  return chain.every((step) => {
    if (step.ifTried !== undefined && !wasTried(run.workflow, step.ifTried, state)) return true;
    if ("compensation" in step) return runTask(run, { name: step.compensation }, state);
    const items = state.items[stateKey({ name: step.map })] ?? [];
    return items.every((item) => compensate(run, step.undo, item));
  });
}

/** The means by which a form says what its steps do. */
export interface Interpreter {
  /** Returns what is under a path in the state that the steps see. */
  read(path: string): unknown;
  holds(condition: Condition): boolean;
  /** Runs a function, and takes its route where it fails. */
  attempt(task: ForwardTask): Ending | undefined;
  pause(step: Pick<Step, "name">, seconds: number): undefined;
  /** Runs a branch by its number; -1: none. */
  take(step: ChoiceStep, branch: number): Ending | undefined;
  /** Runs branches at once until each has come to rest, then takes the step's route where one has failed. */
  all(step: ParallelStep): Ending | undefined;
  /** Runs what is inside of a step for each item, and goes on as `all` does. */
  each(step: MapStep, items: readonly unknown[]): Ending | undefined;
}

function interpreterAt(run: Interpretation, position: Position): Interpreter {
  const { state } = position;
  return {
    read: (path) => valueUnder(path, seenFrom(state)),
    holds: (condition) => holds(condition, seenFrom(state)),
    attempt: (task) => attempt(run, task, position),
    pause: ({ name }, seconds) => {
      see(run, name, state);
      run.now += seconds;
      const { now: until, since } = run;
      run.waits.push({ wait: name, until, after: run.succeeded.length, since });
    },
    take: ({ name, branches }, branch) => {
      run.taken.push({ choice: name, branch });
      return runSequence(run, branches[branch]?.steps ?? [], position);
    },
    all: (step) => {
      const branches = step.branches.map(({ steps }) => ({ steps, state }));
      return join(run, step, branches, position);
    },
    each: (step, items) => {
      const { input } = run.fixture;
      const branches = items.map((item, index) => ({
        steps: step.steps,
        state: { input, item, index, results: {}, errors: {}, items: {}, outer: state },
      }));
      return join(run, step, branches, position);
    },
  };
}

function attempt(run: Interpretation, task: ForwardTask, position: Position): Ending | undefined {
  if (runTask(run, task, position.state)) return undefined;
  return takeRoute(run, task, { error: run.failures.get(task.name), by: task.name }, position);
}

function takeRoute(
  run: Interpretation,
  one: Failable,
  { error, by }: { readonly error: string | undefined; readonly by: string },
  position: Position,
): Ending | undefined {
  const then = consequenceOf(one, error, position.within);
  switch (then.kind) {
    case "stop":
      return { stopped: true, by };
    case "handled":
      return { failed: error, by };
    case "compensate":
      return { undo: one, by };
    case "continue":
      return undefined;
    case "fallback":
      return attempt(run, then.fallback, position);
  }
}

interface Branch {
  readonly steps: readonly Step[];
  readonly state: VisibleState;
}

/** Runs branches or items until each has come to rest at its own end; then takes the composite's route. */
function join(
  run: Interpretation,
  step: CompositeStep,
  branches: readonly Branch[],
  position: Position,
): Ending | undefined {
  const { state, within } = position;
  const endings = runBranches(run, step, branches, within);
  const stopped = endings.find((ending) => "stopped" in ending);
  if (stopped) return stopped;
  if (repeats(step)) {
    const items = branches.map((branch) => branch.state);
    state.items[stateKey(step)] = items;
    state.results[stateKey(step)] = items.map(({ results }) => results);
  }
  const undo = endings.find((ending) => "undo" in ending);
  if (undo) return undo;
  const failure = endings.find((ending) => "failed" in ending);
  if (!failure) return undefined;
  const { failed: error, by = step.name } = failure;
  state.errors[stateKey(step)] = error ?? "NoAnswer";
  return takeRoute(run, step, { error, by }, position);
}

/** Runs as many branches at once as may; one that is stopped ends the workflow, and is the last. */
function runBranches(
  run: Interpretation,
  step: CompositeStep,
  branches: readonly Branch[],
  within: readonly CompositeStep[],
): Ending[] {
  const start = run.now;
  const most = repeats(step) ? step.maxConcurrency : undefined;
  const endings: Ending[] = [];
  /** The times at which each of those that run at once is free for the next item. */
  const free: number[] = [];
  let end = start;
  for (const { steps, state } of branches) {
    run.now =
      free.length === most ? Math.min(...free.splice(free.indexOf(Math.min(...free)), 1)) : start;
    const ending = runSequence(run, steps, { state, within: [step, ...within] });
    end = Math.max(end, run.now);
    free.push(run.now);
    if (ending) endings.push(ending);
    if (ending && "stopped" in ending) return endings;
  }
  run.now = end;
  return endings;
}
