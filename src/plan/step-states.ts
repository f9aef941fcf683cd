import { formatDuration } from "../workflow/duration.ts";
import { stateKey } from "../workflow/forms.ts";
import type {
  ApprovalStep,
  ChoiceStep,
  CompositeStep,
  MapStep,
  OnFailure,
  ParallelStep,
  Step,
  Workflow,
} from "../workflow/workflow.ts";
import { isApproval, TIMED_OUT } from "./approval.ts";
import { choiceRule, referencePath } from "./choice-rule.ts";
import { compensationsFrom, type Failable, type ForwardTask } from "./compensation-order.ts";
import { entryTo } from "./compensation-states.ts";
import type { State, StateMachine, States } from "./state.ts";
import {
  carried,
  endingsIn,
  type Fields,
  handlesFailures,
  itemFields,
  keepsItems,
  merged,
  scopeIn,
} from "./state-fields.ts";
import { approvalState, type FunctionReference, TIMEOUT, taskState } from "./task-state.ts";
import { handlerOf, routeFor } from "./trace.ts";

/** The place of steps: the workflow itself, a branch, or the work for each item. */
export interface Surroundings {
  readonly workflow: Workflow;
  readonly reference: FunctionReference;
  /** The composites around, the innermost first. */
  readonly within: readonly CompositeStep[];
  /** The state that ends the branch when a step has failed, and when it asks for compensation. */
  readonly ends: { readonly failed: string; readonly undone: string };
}

/** The states of steps that run one after the other, and then go on to `next`. */
export function sequenceStates(steps: readonly Step[], next: string, around: Surroundings): States {
  return Object.assign(
    {},
    ...steps.map((step, index) => stepStates(step, steps[index + 1]?.name ?? next, around)),
  );
}

function stepStates(step: Step, next: string, around: Surroundings): States {
  switch (step.form) {
    case "task":
    case "approval":
      return withFallbackStates(step, forwardStates(step, next, around), next, around);
    case "wait":
      return {
        [step.name]: { Type: "Wait", ...commentOf(step), Seconds: step.seconds, Next: next },
      };
    case "choice":
      return choiceStates(step, next, around);
    case "parallel":
      return withFallbackStates(step, parallelStates(step, next, around), next, around);
    case "map":
      return withFallbackStates(step, mapStates(step, next, around), next, around);
  }
}

function commentOf({ description }: Step): { Comment?: string } {
  return description === undefined ? {} : { Comment: description };
}

function withFallbackStates(
  { fallback }: Exclude<Step, { form: "wait" | "choice" }>,
  states: States,
  next: string,
  around: Surroundings,
): States {
  return fallback ? { ...states, ...forwardStates(fallback, next, around) } : states;
}

function choiceStates(step: ChoiceStep, next: string, around: Surroundings): States {
  const entryOf = ({ steps }: { steps: readonly Step[] }) => steps[0]?.name ?? next;
  const otherwise = step.branches.find(({ when }) => when === undefined);
  return Object.assign(
    {
      [step.name]: {
        Type: "Choice",
        ...commentOf(step),
        Choices: step.branches.flatMap((branch) =>
          branch.when
            ? [{ ...choiceRule(branch.when, scopeIn(around.within)), Next: entryOf(branch) }]
            : [],
        ),
        Default: otherwise ? entryOf(otherwise) : next,
      },
    },
    ...step.branches.map(({ steps }) => sequenceStates(steps, next, around)),
  );
}

/** A task, and the states behind its catchers. */
function forwardStates(task: ForwardTask, next: string, around: Surroundings): States {
  const { within } = around;
  const errorPath = `$.errors.${stateKey(task)}`;
  const target = (onFailure: OnFailure, error: string | undefined) =>
    targetOf(task, onFailure, error, next, within);
  const rules = [
    ...task.catch.flatMap(({ errors, onFailure }) =>
      errors.map((error) => ({ error, Next: target(onFailure, error) })),
    ),
    ...errorsNamedAround(task, within).map((error) => ({
      error,
      Next: target(task.onFailure, error),
    })),
  ];
  const thrown = isApproval(task) ? rules.filter(({ error }) => error !== TIMED_OUT) : rules;
  const named = grouped(thrown).map(({ errors, Next }) => ({
    ErrorEquals: errors,
    ResultPath: errorPath,
    Next,
  }));
  const others = {
    ErrorEquals: ["States.ALL"],
    ResultPath: errorPath,
    Next: target(task.onFailure, undefined),
  };
  const failed = failedState(task);
  const late = {
    ErrorEquals: [TIMEOUT],
    ResultPath: errorPath,
    Next: target(routeFor(task, TIMED_OUT), TIMED_OUT),
  };
  const all = isApproval(task) ? [...named, late, others] : [...named, others];
  const caught = withoutTrailingFail(all, failed);
  const catchers = caught.map((one) =>
    one === late ? { ...late, Next: timedOutState(task) } : one,
  );
  const stateOf = isApproval(task)
    ? approvalState(task, namedErrors(task, within), around.reference)
    : taskState(task, namedErrors(task, within), around.reference);
  return {
    [task.name]: {
      ...stateOf,
      ...(catchers.length > 0 ? { Catch: catchers } : {}),
      Next: next,
    },
    ...(isApproval(task) && caught.includes(late) && timedOutStates(task, late.Next)),
    ...failureStates(
      task,
      caught.map(({ Next }) => Next),
      around,
    ),
  };
}

/** Gives the error of an approval that nobody has answered the name that rules know it by. */
function timedOutStates(step: ApprovalStep, next: string): States {
  return {
    [timedOutState(step)]: {
      Type: "Pass",
      Result: {
        Error: TIMED_OUT,
        Cause: `Nobody answered within ${formatDuration(step.answerSeconds)}.`,
      },
      ResultPath: `$.errors.${stateKey(step)}`,
      Next: next,
    },
  };
}

/** Takes out a catcher that only fails: uncaught, the execution can be redriven. */
function withoutTrailingFail<T extends { readonly Next: string }>(
  catchers: readonly T[],
  failed: string,
): T[] {
  const last = catchers.findLastIndex(({ Next }) => Next !== failed);
  return catchers.slice(0, last + 1);
}

/** Errors that rules around a task name, and its own do not, where the task leaves them to those rules. */
function errorsNamedAround(task: ForwardTask, within: readonly CompositeStep[]): string[] {
  if (task.onFailure !== "fail") return [];
  const own = task.catch.flatMap(({ errors }) => errors);
  return namedErrors(task, within).filter((error) => !own.includes(error));
}

/** Errors that have a route of their own, in the rules of a task or in those around it. */
export function namedErrors(task: ForwardTask, within: readonly CompositeStep[]): string[] {
  return [
    ...new Set([task, ...within].flatMap((one) => one.catch.flatMap(({ errors }) => errors))),
  ];
}

/** Neighbours that lead to the same state in one. */
function grouped(rules: readonly { readonly error: string; readonly Next: string }[]) {
  const groups: { errors: string[]; Next: string }[] = [];
  for (const { error, Next } of rules) {
    const last = groups.at(-1);
    if (last?.Next === Next) last.errors.push(error);
    else groups.push({ errors: [error], Next });
  }
  return groups;
}

const failedState = ({ name }: Failable) => `${name} failed`;
const timedOutState = ({ name }: Failable) => `${name} timed out`;
const endsState = ({ name }: Failable) => `${name} ends its branch`;
const compensateState = ({ name }: Failable) => `Compensate ${name}`;

/** The state with which a failure route begins. */
function targetOf(
  one: Failable,
  onFailure: OnFailure,
  error: string | undefined,
  next: string,
  within: readonly CompositeStep[],
): string {
  switch (onFailure) {
    case "fail":
      return handlerOf(error, within) ? endsState(one) : failedState(one);
    case "compensate":
      return compensateState(one);
    case "continue":
      return next;
    case "fallback":
      return ("fallback" in one && one.fallback?.name) || failedState(one);
  }
}

/** The states behind failure routes, those of them that are used. */
function failureStates(one: Failable, used: readonly string[], around: Surroundings): States {
  if (used.length === 0) return {};
  const errorPath = `$.errors.${stateKey(one)}`;
  const isInside = around.within.length > 0;
  const all: States = {
    [failedState(one)]: {
      Type: "Fail",
      ErrorPath: `${errorPath}.Error`,
      CausePath: `${errorPath}.Cause`,
    },
    [endsState(one)]: {
      Type: "Pass",
      Comment: "The other branches come to rest before the failure is dealt with",
      InputPath: errorPath,
      ResultPath: "$.failure",
      Next: around.ends.failed,
    },
    [compensateState(one)]: {
      Type: "Pass",
      Comment: isInside
        ? "The other branches come to rest before anything is undone"
        : "Keeps the error because of which everything is undone",
      InputPath: errorPath,
      ResultPath: isInside ? "$.undo" : "$.failure",
      Next: isInside ? around.ends.undone : entryTo(compensationsFrom(around.workflow, one)),
    },
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.includes(name)));
}

function parallelStates(step: ParallelStep, next: string, around: Surroundings): States {
  const within = [step, ...around.within];
  const count = step.branches.length;
  const branches = step.branches.map(({ steps }, index): StateMachine => {
    const done = `${step.name} branch ${index + 1} done`;
    const inside = { ...around, within, ends: { failed: done, undone: done } };
    return {
      StartAt: steps[0]?.name ?? done,
      States: { ...sequenceStates(steps, done, inside), [done]: { Type: "Succeed" } },
    };
  });
  const join = joinStates(step, next, around);
  return {
    [step.name]: {
      Type: "Parallel",
      ...commentOf(step),
      Branches: branches,
      ResultSelector: {
        ...carried(around.within, "$[0]"),
        "results.$": merged("results", count),
        "errors.$": merged("errors", count),
        ...(keepsItems(around.workflow) && { "items.$": merged("items", count) }),
        ...endingFields(step, around),
      },
      Next: join.entry,
    },
    ...join.states,
  };
}

/**
 * Returns the fields that tell how branches ended before their last step, in the order of the branches.
 */
function endingFields(step: CompositeStep, { within }: Surroundings): Fields {
  const { failures, undos } = endingsIn(step, within);
  return {
    ...(failures && { "failures.$": "$[*].failure" }),
    ...(undos && { "undos.$": "$[*].undo" }),
  };
}

function mapStates(step: MapStep, next: string, around: Surroundings): States {
  const key = stateKey(step);
  const within = [step, ...around.within];
  const joined = `${step.name} joined`;
  const ends = endingsIn(step, around.within);
  const keeps = keepsItems(around.workflow);
  const done = `${step.name} item done`;
  const failed = `${step.name} item failed`;
  const undone = `${step.name} item to undo`;
  const kept: Fields = {
    ...(keeps && { "item.$": "$.item", "index.$": "$.index", "itemPath.$": "$.itemPath" }),
    "results.$": "$.results",
    ...(keeps && { "errors.$": "$.errors", "items.$": "$.items" }),
  };
  const end = (fields: Fields): State => ({
    Type: "Pass",
    Parameters: { ...kept, ...fields },
    End: true,
  });
  const inside = sequenceStates(step.steps, done, { ...around, within, ends: { failed, undone } });
  const leadsTo = (name: string) => JSON.stringify(inside).includes(JSON.stringify(name));
  const join = joinStates(step, next, around);
  const endings = endingFields(step, around);
  return {
    [step.name]: {
      Type: "Map",
      ...commentOf(step),
      ItemsPath: referencePath(step.items, scopeIn(around.within)),
      ...(step.maxConcurrency !== undefined && { MaxConcurrency: step.maxConcurrency }),
      ItemSelector: itemFields(around.within, "$$.Map.Item.Value", "$$.Map.Item.Index", {
        results: {},
        errors: {},
        ...(keeps && { items: {} }),
      }),
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: step.steps[0]?.name ?? done,
        States: {
          ...inside,
          [done]: end({}),
          ...(leadsTo(failed) && { [failed]: end({ "failure.$": "$.failure" }) }),
          ...(leadsTo(undone) && { [undone]: end({ "undo.$": "$.undo" }) }),
        },
      },
      ResultSelector: {
        results: { [`${key}.$`]: "$[*].results" },
        ...(keeps && { items: { [`${key}.$`]: "$" } }),
        ...endings,
      },
      ResultPath: "$.joined",
      Next: joined,
    },
    [joined]: {
      Type: "Pass",
      Parameters: {
        ...carried(around.within, "$"),
        "results.$": "States.JsonMerge($.results, $.joined.results, false)",
        "errors.$": "$.errors",
        ...(keeps && { "items.$": "States.JsonMerge($.items, $.joined.items, false)" }),
        ...(ends.failures && { "failures.$": "$.joined.failures" }),
        ...(ends.undos && { "undos.$": "$.joined.undos" }),
      },
      Next: join.entry,
    },
    ...join.states,
  };
}

/**
 * Returns the states behind a composite, when all branches or items have come to rest: its own rules, or `next`.
 */
function joinStates(
  step: CompositeStep,
  next: string,
  around: Surroundings,
): { readonly entry: string; readonly states: States } {
  const { failures, undos } = endingsIn(step, around.within);
  if (!failures && !undos) return { entry: next, states: {} };
  const entry = `Did ${step.name} fail`;
  const undo = `Compensate inside ${step.name}`;
  const note = `Note failure of ${step.name}`;
  const isInside = around.within.length > 0;
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
          ResultPath: isInside ? "$.undo" : "$.failure",
          Next: isInside ? around.ends.undone : entryTo(compensationsFrom(around.workflow, step)),
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
  around: Surroundings,
): States {
  const { within } = around;
  const errorPath = `$.errors.${stateKey(step)}`;
  const route = `Route failure of ${step.name}`;
  // What comes here and is not dealt with here is dealt with around: else nobody had caught it.
  const isHandledAround = within.some(handlesFailures);
  const target = (onFailure: OnFailure, error: string | undefined) =>
    onFailure === "fail" && isHandledAround
      ? endsState(step)
      : targetOf(step, onFailure, error, next, within);
  const otherwise = target(step.onFailure, undefined);
  const rules = grouped(
    step.catch.flatMap(({ errors, onFailure }) =>
      errors.map((error) => ({ error, Next: target(onFailure, error) })),
    ),
  );
  const different = rules.some(({ Next }) => Next !== otherwise) ? rules : [];
  const equals = (error: string) => ({ Variable: `${errorPath}.Error`, StringEquals: error });
  const states: States = {
    [note]: {
      Type: "Pass",
      InputPath: "$.failures[0]",
      ResultPath: errorPath,
      Next: different.length > 0 ? route : otherwise,
    },
  };
  if (different.length > 0) {
    states[route] = {
      Type: "Choice",
      Choices: different.map(({ errors, Next }) => {
        const [first, ...others] = errors.map(equals);
        return others.length === 0 ? { ...first, Next } : { Or: [first, ...others], Next };
      }),
      Default: otherwise,
    };
  }
  const used = [otherwise, ...different.map(({ Next }) => Next)];
  return { ...states, ...failureStates(step, used, around) };
}
