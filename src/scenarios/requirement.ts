import { type Failable, failables, isForwardTask } from "../semantics/compensation-order.ts";
import { compares } from "../semantics/condition.ts";
import { branchesTo, mapsAround } from "../semantics/placement.ts";
import { listOf, type PathTarget, pathTarget, type Scope } from "../semantics/reference.ts";
import type { ExecutionTrace } from "../semantics/trace.ts";
import type { ChoiceStep, Condition, Workflow } from "../workflow/workflow.ts";
import type { PlannedFault } from "./failure-scenarios.ts";
import type { Goal } from "./goal.ts";
import {
  type Exploration,
  type Option,
  type Variable,
  variablesOf,
  variablesToRun,
  waysToNotice,
} from "./variables.ts";

/** Something that has to come to pass on the way, and the variables that decide whether it does. */
export interface Requirement {
  /** Returns whether it may still be met with these values. */
  readonly mayBeMet: (chosen: Chosen, nearly: boolean) => boolean;
  readonly isMet: (trace: ExecutionTrace, chosen: Chosen) => boolean;
  readonly variables: () => readonly Variable[];
}

/** Returns what a goal requires, the outermost first. */
export function requirementsOf(goal: Goal, exploration: Exploration): Requirement[] {
  if ("sized" in goal) return [];
  const { workflow } = exploration;
  if ("branch" in goal) return [branchTaken(goal, exploration)];
  const maps = mapsAround(workflow, goal.reached);
  const needs = maps.flatMap((map) => {
    const list = listOf(workflow, map, { maps, items: new Map() });
    return "needs" in list ? list.needs : [];
  });
  return [
    ...needs.flatMap(({ step, from }) => (step ? [hasRun(step, from, exploration)] : [])),
    ...branchesTo(workflow, goal.reached).map((taken) => branchTaken(taken, exploration)),
  ];
}

/** The steps that are to fail have to be reached. */
export function stepsToFail(
  workflow: Pick<Workflow, "steps">,
  faults: readonly PlannedFault[],
): { readonly reached: Failable }[] {
  return failables(workflow)
    .filter(({ name }) => faults.some(({ step }) => step === name))
    .map((reached) => ({ reached }));
}

function hasRun(step: Failable, from: Scope, exploration: Exploration): Requirement {
  return {
    mayBeMet: () => true,
    isMet: ({ succeeded }) => !isForwardTask(step) || succeeded.includes(step.name),
    variables: once(() => variablesToRun(step, from, exploration)),
  };
}

function branchTaken(
  { choice, branch, first }: Extract<Goal, { readonly choice: ChoiceStep }>,
  exploration: Exploration,
): Requirement {
  const { workflow } = exploration;
  const from = { maps: mapsAround(workflow, choice), items: new Map() };
  const last = branch < 0 ? choice.branches.length : branch;
  const conditions = choice.branches.slice(first ?? 0, last + 1).flatMap(({ when }) => when ?? []);
  const wanted = choice.branches[branch]?.when;
  const variables = once(() => variablesOf(conditions, from, exploration));
  const foreseen = once(() => conditions.map((one) => foresee(workflow, one, from)));
  return {
    mayBeMet: (chosen, nearly) =>
      foreseen().every((mayBe, index) => mayBe(chosen, conditions[index] === wanted, nearly)),
    isMet: ({ taken }, chosen) =>
      first === undefined
        ? taken.some((one) => one.choice === choice.name && one.branch === branch)
        : variables().every(({ id }) => chosen.has(id)),
    variables,
  };
}

/** Returns a function that makes something when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The options that are chosen, by variable; `undefined` where that is still to come. */
export type Chosen = ReadonlyMap<string, Option | undefined>;

/**
 * Tells whether a condition may still come out as asked for, whatever is chosen besides.
 *
 * @param nearly only where one of its parts alone decides, so that without it the condition came out otherwise
 */
type Foresight = (chosen: Chosen, holds: boolean, nearly: boolean) => boolean;

/** Returns the foresight of a condition that is read from somewhere; the interpreter has the last word. */
function foresee(
  workflow: Pick<Workflow, "steps" | "queue">,
  condition: Condition,
  from: Scope,
): Foresight {
  if ("not" in condition) {
    const inner = foresee(workflow, condition.not, from);
    return (chosen, holds, nearly) => inner(chosen, !holds, nearly);
  }
  if ("all" in condition || "any" in condition) {
    const isEvery = "all" in condition;
    const parts = (isEvery ? condition.all : condition.any).map((part) =>
      foresee(workflow, part, from),
    );
    return (chosen, holds, nearly) =>
      isEvery === holds
        ? parts.every((part) => part(chosen, holds, nearly))
        : parts.some(
            (one) =>
              one(chosen, holds, nearly) &&
              (!nearly || parts.every((other) => other === one || other(chosen, !holds, nearly))),
          );
  }
  const target = pathTarget(workflow, condition.path, from);
  const isNever = target.kind === "error" && waysToNotice(workflow, target.step).length === 0;
  return (chosen, holds, nearly) =>
    (isNever ? [undefined] : foundAt(target, chosen, nearly))?.some(
      (found) => compares(condition, found) === holds,
    ) ?? true;
}

/** Returns all that may be found at a target, only what is chosen if `isAsChosen`; `undefined`: anything. */
function foundAt(
  target: PathTarget,
  chosen: Chosen,
  isAsChosen: boolean,
): readonly unknown[] | undefined {
  switch (target.kind) {
    case "value": {
      const there = chosen.get(target.path);
      if (!there) return undefined;
      return target.needs.length > 0 && !isAsChosen ? [there.value, undefined] : [there.value];
    }
    case "fixed":
      return [target.value, undefined];
    default:
      return undefined;
  }
}
