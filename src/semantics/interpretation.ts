import { stateKey } from "../workflow/paths.ts";
import type {
  ChoiceStep,
  CompositeStep,
  MapStep,
  OnFailure,
  Step,
  WaitStep,
} from "../workflow/workflow.ts";
import {
  type CompensationStep,
  type Failable,
  type ForwardTask,
  fallbackOf,
} from "./compensation-order.ts";
import { holds, valueUnder } from "./condition.ts";
import { handlerOf, routeFor } from "./failure-route.ts";
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
  for (const step of steps) {
    const ending = runStep(run, step, position);
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
  return chain.every((link) => {
    if (link.ifTried !== undefined && !wasTried(run.workflow, link.ifTried, state)) return true;
    if ("compensation" in link) return runTask(run, { name: link.compensation }, state);
    const items = state.items[stateKey({ name: link.map })] ?? [];
    return items.every((item) => compensate(run, link.undo, item));
  });
}

function runStep(run: Interpretation, step: Step, position: Position): Ending | undefined {
  switch (step.form) {
    case "task":
    case "approval":
      return attempt(run, step, position);
    case "wait":
      return wait(run, step, position);
    case "choice":
      return choose(run, step, position);
    case "parallel": {
      const { state } = position;
      return join(
        run,
        step,
        step.branches.map(({ steps }) => ({ steps, state })),
        position,
      );
    }
    case "map":
      return runItems(run, step, position);
  }
}

function attempt(run: Interpretation, task: ForwardTask, position: Position): Ending | undefined {
  if (runTask(run, task, position.state)) return undefined;
  const error = run.failures.get(task.name);
  return takeRoute(run, routeFor(task, error), task, { error, by: task.name }, position);
}

function takeRoute(
  run: Interpretation,
  route: OnFailure,
  one: Failable,
  { error, by }: { readonly error: string | undefined; readonly by: string },
  position: Position,
): Ending | undefined {
  switch (route) {
    case "fail":
      return handlerOf(error, position.within) ? { failed: error, by } : { stopped: true, by };
    case "compensate":
      return { undo: one, by };
    case "continue":
      return undefined;
    case "fallback":
      return attempt(run, fallbackOf(one), position);
  }
}

export function wait(
  run: Interpretation,
  { name, seconds }: WaitStep,
  { state }: Position,
): undefined {
  see(run, name, state);
  run.now += seconds;
  run.waits.push({ wait: name, until: run.now, after: run.succeeded.length, since: run.since });
}

function choose(
  run: Interpretation,
  { name, branches }: ChoiceStep,
  position: Position,
): Ending | undefined {
  const seen = seenFrom(position.state);
  const branch = branches.findIndex(({ when }) => when === undefined || holds(when, seen));
  run.taken.push({ choice: name, branch });
  const taken = branches[branch];
  return taken && runSequence(run, taken.steps, position);
}

function runItems(run: Interpretation, step: MapStep, position: Position): Ending | undefined {
  const { state } = position;
  const items = valueUnder(step.items, seenFrom(state));
  if (!Array.isArray(items)) return { stopped: true };
  const { input } = run.fixture;
  const branches = items.map((item, index) => ({
    steps: step.steps,
    state: { input, item, index, results: {}, errors: {}, items: {}, outer: state },
  }));
  return join(run, step, branches, position);
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
  if (step.form === "map") {
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
  return takeRoute(run, routeFor(step, error), step, { error, by }, position);
}

/** Runs as many branches at once as may; one that is stopped ends the workflow, and is the last. */
function runBranches(
  run: Interpretation,
  step: CompositeStep,
  branches: readonly Branch[],
  within: readonly CompositeStep[],
): Ending[] {
  const start = run.now;
  const most = step.form === "map" ? step.maxConcurrency : undefined;
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
