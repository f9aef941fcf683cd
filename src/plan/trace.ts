import { stateKey } from "../workflow/forms.ts";
import { allSteps } from "../workflow/traversal.ts";
import type {
  CompositeStep,
  FailureRules,
  OnFailure,
  Step,
  Workflow,
} from "../workflow/workflow.ts";
import { isApproval, TIMED_OUT } from "./approval.ts";
import {
  type CompensationStep,
  compensationsFrom,
  evidenceSteps,
  type Failable,
  type ForwardTask,
  fallbackOf,
} from "./compensation-order.ts";
import { type ConditionState, holds, valueUnder } from "./condition.ts";

export type Status = "succeeded" | "failed" | "compensated" | "compensation-failed";

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

/** Nothing is put in, and every step answers with its name. */
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

/** The state that the steps of a workflow or of one item see and leave behind. */
interface VisibleState extends ConditionState {
  readonly results: Record<string, unknown>;
  readonly errors: Record<string, unknown>;
  /** The items of each map, as they were left. */
  readonly items: Record<string, VisibleState[]>;
  /** The scope around an item; its results and errors are seen too. */
  readonly outer?: VisibleState;
}

/**
 * The end of steps before their last one, and the step that it is because of; none where a list is missing. `stopped`:
 * nothing handles the failure, the workflow has failed.
 */
type Ending = { readonly by?: string } & (
  | { readonly stopped: true }
  | { readonly failed: string | undefined }
  | { readonly undo: Failable }
);

/**
 * As {@link trace}, with what is left behind.
 *
 * @param observe is told of each function that runs and of each wait, with the keys of the results and the errors that
 *   it sees
 */
export function interpret(
  workflow: Workflow,
  failures: Failures,
  fixture: Fixture,
  observe?: (task: string, results: readonly string[], errors: readonly string[]) => void,
): ExecutionTrace {
  const succeeded: string[] = [];
  const failed: string[] = [];
  const times: number[] = [];
  const branchesTaken: ExecutionTrace["taken"][number][] = [];
  const waits: ExecutionTrace["waits"][number][] = [];
  const failedOnce = new Set<string>();
  const approvals = allSteps(workflow).filter(isApproval);
  const answerSecondsOf = (name: string) =>
    approvals.find((step) => step.name === name)?.answerSeconds ?? 0;
  let now = 0;
  /** The time at which the last step was tried. */
  let since = 0;

  const fails = (name: string): boolean => {
    if (!failures.has(name) || failedOnce.has(name)) return false;
    if (fixture.failingOnce.includes(name)) failedOnce.add(name);
    return true;
  };

  const resultOf = (name: string): unknown => {
    if (approvals.some((step) => step.name === name)) return { approved: true };
    return Object.hasOwn(fixture.answers, name) ? fixture.answers[name] : { by: name };
  };

  const see = (name: string, scope: VisibleState): void => {
    const { results, errors } = seenFrom(scope);
    observe?.(name, Object.keys(results), Object.keys(errors));
  };

  const run = (task: { readonly name: string }, scope: VisibleState): boolean => {
    see(task.name, scope);
    if (fails(task.name)) {
      failed.push(task.name);
      if (failures.get(task.name) === TIMED_OUT) now += answerSecondsOf(task.name);
      scope.errors[stateKey(task)] = failures.get(task.name) ?? "NoAnswer";
      since = now;
      return false;
    }
    since = now;
    succeeded.push(task.name);
    times.push(now);
    scope.results[stateKey(task)] = resultOf(task.name);
    return true;
  };

  const take = (
    route: OnFailure,
    one: Failable,
    { error, by }: { readonly error: string | undefined; readonly by: string },
    scope: VisibleState,
    within: readonly CompositeStep[],
  ): Ending | undefined => {
    switch (route) {
      case "fail":
        return handlerOf(error, within) ? { failed: error, by } : { stopped: true, by };
      case "compensate":
        return { undo: one, by };
      case "continue":
        return undefined;
      case "fallback":
        return attempt(fallbackOf(one), scope, within);
    }
  };

  const attempt = (task: ForwardTask, scope: VisibleState, within: readonly CompositeStep[]) => {
    if (run(task, scope)) return undefined;
    const error = failures.get(task.name);
    return take(routeFor(task, error), task, { error, by: task.name }, scope, within);
  };

  /** Branches and items come to rest, each at its own end; then the composite's route is taken. */
  const join = (
    step: CompositeStep,
    branches: readonly { readonly steps: readonly Step[]; readonly scope: VisibleState }[],
    scope: VisibleState,
    within: readonly CompositeStep[],
  ): Ending | undefined => {
    const start = now;
    let end = now;
    const endings: Ending[] = [];
    /** The times at which each of those that run at once is free for the next item. */
    const free: number[] = [];
    const most = step.form === "map" ? step.maxConcurrency : undefined;
    for (const branch of branches) {
      now =
        free.length === most ? Math.min(...free.splice(free.indexOf(Math.min(...free)), 1)) : start;
      const ending = sequence(branch.steps, branch.scope, [step, ...within]);
      end = Math.max(end, now);
      free.push(now);
      if (ending && "stopped" in ending) return ending;
      if (ending) endings.push(ending);
    }
    now = end;
    if (step.form === "map") {
      const items = branches.map((branch) => branch.scope);
      scope.items[stateKey(step)] = items;
      scope.results[stateKey(step)] = items.map(({ results }) => results);
    }
    const undo = endings.find((ending) => "undo" in ending);
    if (undo) return undo;
    const failure = endings.find((ending) => "failed" in ending);
    if (!failure) return undefined;
    const error = failure.failed;
    scope.errors[stateKey(step)] = error ?? "NoAnswer";
    const { by = step.name } = failure;
    return take(routeFor(step, error), step, { error, by }, scope, within);
  };

  const perform = (step: Step, scope: VisibleState, within: readonly CompositeStep[]) => {
    switch (step.form) {
      case "task":
        return attempt(step, scope, within);
      case "approval":
        return attempt(step, scope, within);
      case "wait":
        see(step.name, scope);
        now += step.seconds;
        waits.push({ wait: step.name, until: now, after: succeeded.length, since });
        return undefined;
      case "choice": {
        const seen = seenFrom(scope);
        const branch = step.branches.findIndex(
          ({ when }) => when === undefined || holds(when, seen),
        );
        branchesTaken.push({ choice: step.name, branch });
        const taken = step.branches[branch];
        return taken && sequence(taken.steps, scope, within);
      }
      case "parallel":
        return join(
          step,
          step.branches.map(({ steps }) => ({ steps, scope })),
          scope,
          within,
        );
      case "map": {
        const items = valueUnder(step.items, seenFrom(scope));
        if (!Array.isArray(items)) return { stopped: true } as const;
        const { input } = fixture;
        const branches = items.map((item, index) => ({
          steps: step.steps,
          scope: { input, item, index, results: {}, errors: {}, items: {}, outer: scope },
        }));
        return join(step, branches, scope, within);
      }
    }
  };

  const sequence = (
    steps: readonly Step[],
    scope: VisibleState,
    within: readonly CompositeStep[],
  ): Ending | undefined => {
    for (const step of steps) {
      const ending = perform(step, scope, within);
      if (ending) return ending;
    }
    return undefined;
  };

  const compensate = (chain: readonly CompensationStep[], scope: VisibleState): boolean =>
    chain.every((link) => {
      if (link.ifTried !== undefined && !wasTried(workflow, link.ifTried, scope)) return true;
      if ("compensation" in link) return run({ name: link.compensation }, scope);
      const items = scope.items[stateKey({ name: link.map })] ?? [];
      return items.every((item) => compensate(link.undo, item));
    });

  const root: VisibleState = { input: fixture.input, results: {}, errors: {}, items: {} };
  const ending = sequence(workflow.steps, root, []);
  const forward = succeeded.length;
  const statusOf = (): Status => {
    if (!ending) return "succeeded";
    if (!("undo" in ending)) return "failed";
    return compensate(compensationsFrom(workflow, ending.undo), root)
      ? "compensated"
      : "compensation-failed";
  };
  const status = statusOf();
  const endedBy = status === "compensation-failed" ? failed.at(-1) : ending?.by;
  return {
    status,
    ...(endedBy !== undefined && { endedBy }),
    succeeded,
    failed,
    times,
    forward,
    taken: branchesTaken,
    waits,
    results: root.results,
    errors: root.errors,
  };
}

/** The first rule that names the error, else the step's `onFailure`. */
export function routeFor(
  { catch: rules, onFailure }: Pick<FailureRules, "catch" | "onFailure">,
  error: string | undefined,
): OnFailure {
  const rule = rules.find(({ errors }) => error !== undefined && errors.includes(error));
  return rule?.onFailure ?? onFailure;
}

/**
 * The composite whose rules do something else about a failure inside of it than fail in its turn.
 *
 * @param within the composites around the failing step, the innermost first
 */
export function handlerOf(
  error: string | undefined,
  within: readonly CompositeStep[],
): CompositeStep | undefined {
  return within.find((step) => routeFor(step, error) !== "fail");
}

/**
 * Returns the state that a condition looks at: results and errors of the item hide those around it.
 */
function seenFrom(scope: VisibleState): VisibleState {
  if (!scope.outer) return scope;
  const outer = seenFrom(scope.outer);
  return {
    ...scope,
    results: { ...outer.results, ...scope.results },
    errors: { ...outer.errors, ...scope.errors },
  };
}

function wasTried(
  workflow: Workflow,
  name: string,
  { results, errors, items }: VisibleState,
): boolean {
  const step = allSteps(workflow).find((one) => one.name === name);
  const traces = step ? evidenceSteps(step) : [{ name }];
  return traces.some((one) => {
    const key = stateKey(one);
    return Object.hasOwn(results, key) || Object.hasOwn(errors, key) || Object.hasOwn(items, key);
  });
}
