import { stateKey } from "../workflow/forms.ts";
import { keyOf } from "../workflow/idempotency.ts";
import { allSteps, routesOf } from "../workflow/traversal.ts";
import type { Compensation, CompositeStep, MapStep, Workflow } from "../workflow/workflow.ts";
import {
  compensationsFrom,
  failing,
  forwardTasks,
  type MapUndo,
  tracesOf,
  type Undo,
} from "./compensation-order.ts";
import type { State, States } from "./state.ts";
import { itemFields } from "./state-fields.ts";
import { type FunctionReference, taskState } from "./task-state.ts";

/** The states in which an undone workflow ends, and one that could not be undone. */
export const COMPENSATED = "Compensated";
export const COMPENSATION_FAILED = "CompensationFailed";

/** The states that undo what was done, and those in which an undone workflow ends. */
export function compensationStates(workflow: Workflow, reference: FunctionReference): States {
  const chains = failing(workflow)
    .filter((one) => routesOf(one).includes("compensate"))
    .toReversed()
    .map((one) => compensationsFrom(workflow, one));
  if (chains.length === 0) return {};
  const surroundings = {
    workflow,
    reference,
    end: COMPENSATED,
    failed: COMPENSATION_FAILED,
    within: [],
  };
  return Object.assign({}, ...chains.map((chain) => chainStates(chain, surroundings)), {
    [COMPENSATED]: { Type: "Fail", ErrorPath: "$.failure.Error", CausePath: "$.failure.Cause" },
    [COMPENSATION_FAILED]: {
      Type: "Fail",
      Error: COMPENSATION_FAILED,
      Cause: "A compensation failed for good: a person must look.",
    },
  });
}

interface ChainSurroundings {
  readonly workflow: Workflow;
  readonly reference: FunctionReference;
  /** The state that follows the last link. */
  readonly end: string;
  /** The state that follows where a compensation fails for good. */
  readonly failed: string;
  /** The maps whose items are undone one by one, the innermost first. */
  readonly within: readonly CompositeStep[];
}

function chainStates(chain: readonly Undo[], around: ChainSurroundings): States {
  const states: States = {};
  for (const [index, link] of chain.entries()) {
    const next = entryTo(chain.slice(index + 1), around.end);
    if (link.ifTried !== undefined) {
      states[dueState(link)] = ifTriedState(around.workflow, link.ifTried, stateOf(link), next);
    }
    Object.assign(
      states,
      "map" in link
        ? undoItemsStates(link, next, around)
        : compensationState(compensationOf(around.workflow, link.compensation), next, around),
    );
  }
  return states;
}

function compensationState(
  task: Compensation,
  next: string,
  { workflow, reference, failed }: ChainSurroundings,
): States {
  const undone = forwardTasks(workflow).find(
    ({ compensation }) => compensation?.name === task.name,
  );
  return {
    [task.name]: {
      ...taskState(task, [], reference, undone && keyOf(undone)),
      Catch: [catcher(`$.errors.${stateKey(task)}`, failed)],
      Next: next,
    },
  };
}

const catcher = (ResultPath: string, Next: string) => ({
  ErrorEquals: ["States.ALL"],
  ResultPath,
  Next,
});

/**
 * Undoes what was done for each item, with what was kept of it. Where that fails for one item, the
 * others are undone all the same, and then nothing else is.
 */
function undoItemsStates(link: MapUndo, next: string, around: ChainSurroundings): States {
  const map = mapOf(around.workflow, link.map);
  const done = `${map.name} item undone`;
  const failed = `${map.name} item not undone`;
  const joined = `Did undo of ${map.name} fail`;
  const within = [map, ...around.within];
  const kept = (field: string) => [`${field}.$`, `$$.Map.Item.Value.${field}`];
  return {
    [stateOf(link)]: {
      Type: "Map",
      ItemsPath: `$.items.${stateKey(map)}`,
      ...(map.maxConcurrency !== undefined && { MaxConcurrency: map.maxConcurrency }),
      ItemSelector: {
        ...itemFields(around.within, "$$.Map.Item.Value.item", "$$.Map.Item.Value.index", {}),
        ...Object.fromEntries(["itemPath", "results", "errors", "items"].map(kept)),
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: entryTo(link.undo, done),
        States: {
          ...chainStates(link.undo, { ...around, end: done, failed, within }),
          [done]: { Type: "Pass", Result: {}, End: true },
          [failed]: { Type: "Pass", Result: { failure: true }, End: true },
        },
      },
      ResultSelector: { "failures.$": "$[*].failure" },
      ResultPath: "$.undone",
      Catch: [catcher(`$.errors.${stateKey(map)}`, around.failed)],
      Next: joined,
    },
    [joined]: {
      Type: "Choice",
      Choices: [{ Variable: "$.undone.failures[0]", IsPresent: true, Next: around.failed }],
      Default: next,
    },
  };
}

function ifTriedState(
  workflow: Workflow,
  name: string,
  compensation: string,
  otherwise: string,
): State {
  const step = allSteps(workflow).find((one) => one.name === name);
  const tried = (step ? tracesOf(step) : [{ name }]).flatMap((one) => [
    { Variable: `$.results.${stateKey(one)}`, IsPresent: true },
    { Variable: `$.errors.${stateKey(one)}`, IsPresent: true },
  ]);
  return { Type: "Choice", Choices: [{ Or: tried, Next: compensation }], Default: otherwise };
}

/** The state with which a chain of compensations begins. */
export function entryTo([newest]: readonly Undo[], end = COMPENSATED): string {
  if (!newest) return end;
  return newest.ifTried === undefined ? stateOf(newest) : dueState(newest);
}

const stateOf = (link: Undo) => ("map" in link ? `Undo ${link.map}` : link.compensation);

const dueState = (link: Undo) =>
  "map" in link ? `Is undo of ${link.map} due` : `Is ${link.compensation} due`;

function mapOf(workflow: Workflow, name: string): MapStep {
  const map = allSteps(workflow).find((step) => step.name === name);
  if (map?.form !== "map") throw new TypeError(`${name} is no map.`);
  return map;
}

function compensationOf(workflow: Workflow, name: string): Compensation {
  const found = failing(workflow).find(({ compensation }) => compensation?.name === name);
  if (!found?.compensation) throw new TypeError(`${name} is no compensation.`);
  return found.compensation;
}
