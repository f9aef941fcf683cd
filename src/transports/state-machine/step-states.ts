import { canFail, isApproval } from "../../forms/traits.ts";
import { TIMED_OUT } from "../../semantics/approval.ts";
import type { ForwardTask } from "../../semantics/compensation-order.ts";
import { namedErrors, routeFor } from "../../semantics/failure-routes.ts";
import { stateKey } from "../../workflow/paths.ts";
import type { ChoiceStep, MapStep, ParallelStep, Step } from "../../workflow/workflow.ts";
import { choiceRule, referencePath } from "./choice-rule.ts";
import {
  endingFields,
  failedState,
  failureStates,
  grouped,
  joinStates,
  type Surroundings,
  targetOf,
  timedOutState,
  timedOutStates,
  withoutTrailingFail,
} from "./failure-states.ts";
import type { State, StateMachine, States } from "./state.ts";
import {
  carried,
  endingsIn,
  type Fields,
  itemFields,
  keepsItems,
  merged,
  scopeIn,
} from "./state-fields.ts";
import { approvalState, TIMEOUT, taskState } from "./task-state.ts";

/** The states of steps that run one after the other, and then go on to `next`. */
export function sequenceStates(steps: readonly Step[], next: string, around: Surroundings): States {
  return Object.assign(
    {},
    ...steps.map((step, index) => stepStates(step, steps[index + 1]?.name ?? next, around)),
  );
}

function stepStates(step: Step, next: string, around: Surroundings): States {
  const fallback = canFail(step) && step.fallback;
  const states = ownStates(step, next, around);
  return fallback ? { ...states, ...forwardStates(fallback, next, around) } : states;
}

function ownStates(step: Step, next: string, around: Surroundings): States {
  switch (step.form) {
    case "task":
    case "approval":
      return forwardStates(step, next, around);
    case "wait":
      return {
        [step.name]: { Type: "Wait", ...commentOf(step), Seconds: step.seconds, Next: next },
      };
    case "choice":
      return choiceStates(step, next, around);
    case "parallel":
      return parallelStates(step, next, around);
    case "map":
      return mapStates(step, next, around);
  }
}

function commentOf({ description }: Step): { Comment?: string } {
  return description === undefined ? {} : { Comment: description };
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
  const target = (error: string | undefined) => targetOf(task, error, next, within);
  const isLeftToOthers = routeFor(task, undefined) === "fail";
  const rules = namedErrors(task, isLeftToOthers ? within : []).map((error) => ({
    error,
    Next: target(error),
  }));
  const thrown = isApproval(task) ? rules.filter(({ error }) => error !== TIMED_OUT) : rules;
  const named = grouped(thrown).map(({ errors, Next }) => ({
    ErrorEquals: errors,
    ResultPath: errorPath,
    Next,
  }));
  const others = {
    ErrorEquals: ["States.ALL"],
    ResultPath: errorPath,
    Next: target(undefined),
  };
  const failed = failedState(task);
  const late = {
    ErrorEquals: [TIMEOUT],
    ResultPath: errorPath,
    Next: target(TIMED_OUT),
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
