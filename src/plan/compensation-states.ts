import { stateKey } from "../workflow/forms.ts";
import { allSteps } from "../workflow/traversal.ts";
import type { Compensation, CompositeStep, MapStep, Workflow } from "../workflow/workflow.ts";
import { compensationsFrom, failing, tracesOf, type Undo } from "./compensation-order.ts";
import type { State, States } from "./state.ts";
import { itemFields } from "./state-fields.ts";
import { type FunctionReference, taskState } from "./task-state.ts";

const COMPENSATED = "Compensated";
const COMPENSATION_FAILED = "CompensationFailed";

/** The states that undo what was done, and those in which an undone workflow ends. */
export function compensationStates(workflow: Workflow, reference: FunctionReference): States {
  const chains = failing(workflow)
    .filter(compensates)
    .toReversed()
    .map((one) => compensationsFrom(workflow, one));
  if (chains.length === 0) return {};
  const surroundings = { workflow, reference, end: COMPENSATED, within: [] };
  return Object.assign({}, ...chains.map((chain) => chainStates(chain, surroundings)), {
    [COMPENSATED]: { Type: "Fail", ErrorPath: "$.failure.Error", CausePath: "$.failure.Cause" },
    [COMPENSATION_FAILED]: {
      Type: "Fail",
      Error: COMPENSATION_FAILED,
      Cause: "A compensation failed for good: a person must look.",
    },
  });
}

function compensates({ onFailure, catch: rules }: ReturnType<typeof failing>[number]): boolean {
  return onFailure === "compensate" || rules.some((rule) => rule.onFailure === "compensate");
}

interface ChainSurroundings {
  readonly workflow: Workflow;
  readonly reference: FunctionReference;
  /** The state that follows the last link. */
  readonly end: string;
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
    states[stateOf(link)] =
      "map" in link
        ? undoItemsState(link.map, link.undo, next, around)
        : compensationState(compensationOf(around.workflow, link.compensation), next, around);
  }
  return states;
}

function compensationState(
  task: Compensation,
  next: string,
  { reference, within }: ChainSurroundings,
): State {
  return {
    ...taskState(task, [], reference),
    // What fails for an item fails the state around it, which has the catcher.
    ...(within.length === 0 && { Catch: [catcher(`$.errors.${stateKey(task)}`)] }),
    Next: next,
  };
}

const catcher = (ResultPath: string) => ({
  ErrorEquals: ["States.ALL"],
  ResultPath,
  Next: COMPENSATION_FAILED,
});

/** Undoes what was done for each item, with what was kept of it. */
function undoItemsState(
  name: string,
  undo: readonly Undo[],
  next: string,
  around: ChainSurroundings,
): State {
  const map = mapOf(around.workflow, name);
  const done = `${name} item undone`;
  const within = [map, ...around.within];
  const kept = (field: string) => [`${field}.$`, `$$.Map.Item.Value.${field}`];
  return {
    Type: "Map",
    ItemsPath: `$.items.${stateKey(map)}`,
    ...(map.maxConcurrency !== undefined && { MaxConcurrency: map.maxConcurrency }),
    ItemSelector: {
      ...itemFields(around.within, "$$.Map.Item.Value.item", "$$.Map.Item.Value.index", {}),
      ...Object.fromEntries(["itemPath", "results", "errors", "items"].map(kept)),
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: "INLINE" },
      StartAt: entryTo(undo, done),
      States: {
        ...chainStates(undo, { ...around, end: done, within }),
        [done]: { Type: "Succeed" },
      },
    },
    ResultPath: null,
    ...(around.within.length === 0 && { Catch: [catcher(`$.errors.${stateKey(map)}`)] }),
    Next: next,
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
