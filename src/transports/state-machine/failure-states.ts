import { TIMED_OUT } from "../../semantics/approval.ts";
import { compensationsFrom, type Failable } from "../../semantics/compensation-order.ts";
import {
  consequenceOf,
  handlesFailures,
  namedErrors,
  routeFor,
} from "../../semantics/failure-routes.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { stateKey } from "../../workflow/paths.ts";
import type { ApprovalStep, CompositeStep, Workflow } from "../../workflow/workflow.ts";
import { entryTo } from "./compensation-states.ts";
import type { States } from "./state.ts";
import { endingsIn, type Fields } from "./state-fields.ts";
import type { FunctionReference } from "./task-state.ts";

/** The place of steps: the workflow itself, a branch, or the work for each item. */
export interface EnclosingBlock {
  readonly workflow: Workflow;
  readonly reference: FunctionReference;
  /** The composites around, the innermost first. */
  readonly within: readonly CompositeStep[];
  /** The state that ends the branch when a step has failed, and when it asks for compensation. */
  readonly ends: { readonly failed: string; readonly undone: string };
}

/** Takes out a catcher that only fails: uncaught, the execution can be redriven. */
export function withoutTrailingFail<T extends { readonly Next: string }>(
  catchers: readonly T[],
  failed: string,
): T[] {
  const last = catchers.findLastIndex(({ Next }) => Next !== failed);
  return catchers.slice(0, last + 1);
}

/** Neighbours that lead to the same state in one. */
export function grouped(rules: readonly { readonly error: string; readonly Next: string }[]) {
  const groups: { errors: string[]; Next: string }[] = [];
  for (const { error, Next } of rules) {
    const last = groups.at(-1);
    if (last?.Next === Next) last.errors.push(error);
    else groups.push({ errors: [error], Next });
  }
  return groups;
}

/** Returns the place of the error with which something has failed. */
export const errorPathOf = (one: Failable): string => `$.errors.${stateKey(one)}`;

export const failedState = ({ name }: Failable) => `${name} failed`;
export const timedOutState = ({ name }: Failable) => `${name} timed out`;
const endsState = ({ name }: Failable) => `${name} ends its branch`;
const compensateState = ({ name }: Failable) => `Compensate ${name}`;

/** The state with which a failure route begins. */
export function targetOf(
  one: Failable,
  error: string | undefined,
  next: string,
  within: readonly CompositeStep[],
): string {
  const then = consequenceOf(one, error, within);
  switch (then.kind) {
    case "stop":
      return failedState(one);
    case "handled":
      return endsState(one);
    case "compensate":
      return compensateState(one);
    case "continue":
      return next;
    case "fallback":
      return then.fallback.name;
  }
}

/** The states behind failure routes, those of them that are used. */
export function failureStates(
  one: Failable,
  used: readonly string[],
  around: EnclosingBlock,
): States {
  if (used.length === 0) return {};
  const errorPath = errorPathOf(one);
  const all: States = {
    [failedState(one)]: {
      Type: "Fail",
      ErrorPath: `${errorPath}.Error`,
      CausePath: `${errorPath}.Cause`,
    },
    [endsState(one)]: {
      Type: "Pass",
      Comment: "The other branches finish before the failure is handled",
      InputPath: errorPath,
      ResultPath: "$.failure",
      Next: around.ends.failed,
    },
    [compensateState(one)]: {
      Type: "Pass",
      Comment:
        around.within.length > 0
          ? "The other branches finish before any compensation runs"
          : "Keeps the error that caused the compensation",
      InputPath: errorPath,
      ...undoing(one, around),
    },
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.includes(name)));
}

/** Returns the way to what undoes the workflow: at once, or when the other branches have finished. */
function undoing(one: Failable, { within, ends, workflow }: EnclosingBlock) {
  return within.length > 0
    ? { ResultPath: "$.undo", Next: ends.undone }
    : { ResultPath: "$.failure", Next: entryTo(compensationsFrom(workflow, one)) };
}

/**
 * Returns the fields that tell how branches ended before their last step, in the order of the branches.
 */
export function endingFields(step: CompositeStep, { within }: EnclosingBlock): Fields {
  const { failures, undos } = endingsIn(step, within);
  return {
    ...(failures && { "failures.$": "$[*].failure" }),
    ...(undos && { "undos.$": "$[*].undo" }),
  };
}

/**
 * Returns the states behind a composite, when all branches or items have come to rest: its own rules, or `next`.
 */
export function joinStates(
  step: CompositeStep,
  next: string,
  around: EnclosingBlock,
): { readonly entry: string; readonly states: States } {
  const { failures, undos } = endingsIn(step, around.within);
  if (!failures && !undos) return { entry: next, states: {} };
  const entry = `Did ${step.name} fail`;
  const undo = `Compensate inside ${step.name}`;
  const note = `Note failure of ${step.name}`;
  return {
    entry,
    states: {
      [entry]: {
        Type: "Choice",
        Choices: [
          ...(undos ? [{ Variable: "$.undos[0]", IsPresent: true, Next: undo }] : []),
          ...(failures ? [{ Variable: "$.failures[0]", IsPresent: true, Next: note }] : []),
        ],
        Default: next,
      },
      ...(undos && {
        [undo]: {
          Type: "Pass",
          InputPath: "$.undos[0]",
          ...undoing(step, around),
        },
      }),
      ...(failures && routeStates(step, note, next, around)),
    },
  };
}

function routeStates(
  step: CompositeStep,
  note: string,
  next: string,
  around: EnclosingBlock,
): States {
  const { within } = around;
  const errorPath = errorPathOf(step);
  const route = `Route failure of ${step.name}`;
  // What comes here and is not dealt with here is dealt with around: else nobody had caught it.
  const isHandledAround = within.some(handlesFailures);
  const target = (error: string | undefined) =>
    routeFor(step, error) === "fail" && isHandledAround
      ? endsState(step)
      : targetOf(step, error, next, within);
  const otherwise = target(undefined);
  const rules = grouped(namedErrors(step).map((error) => ({ error, Next: target(error) })));
  const different = rules.some(({ Next }) => Next !== otherwise) ? rules : [];
  const equals = (error: string) => ({ Variable: `${errorPath}.Error`, StringEquals: error });
  const used = [otherwise, ...different.map(({ Next }) => Next)];
  return {
    [note]: {
      Type: "Pass",
      InputPath: "$.failures[0]",
      ResultPath: errorPath,
      Next: different.length > 0 ? route : otherwise,
    },
    ...(different.length > 0 && {
      [route]: {
        Type: "Choice",
        Choices: different.map(({ errors, Next }) => {
          const [first, ...others] = errors.map(equals);
          return others.length === 0 ? { ...first, Next } : { Or: [first, ...others], Next };
        }),
        Default: otherwise,
      },
    }),
    ...failureStates(step, used, around),
  };
}

/** Gives the error of an approval that nobody has answered the name that rules know it by. */
export function timedOutStates(step: ApprovalStep, next: string): States {
  return {
    [timedOutState(step)]: {
      Type: "Pass",
      Result: {
        Error: TIMED_OUT,
        Cause: `Nobody answered within ${formatDuration(step.answerSeconds)}.`,
      },
      ResultPath: errorPathOf(step),
      Next: next,
    },
  };
}
