import { repeats } from "../../forms/traits.ts";
import {
  type CompensationStep,
  compensationsFrom,
  evidenceSteps,
  failables,
  forwardTasks,
  type MapUndo,
} from "../../semantics/compensation-order.ts";
import { routesOf } from "../../semantics/failure-routes.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import { stateKey } from "../../workflow/paths.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { Compensation, CompositeStep, MapStep, Workflow } from "../../workflow/workflow.ts";
import type { State, States } from "./state.ts";
import { itemFields } from "./state-fields.ts";
import { type FunctionReference, taskState } from "./task-state.ts";

/** The state in which an undone workflow ends. */
export const COMPENSATED = "Compensated";

/**
 * The states that undo what was done, and the one in which an undone workflow ends. A compensation has
 * no catchers: where it fails for good, so does the execution, and a redrive goes on from there.
 */
export function compensationStates(workflow: Workflow, reference: FunctionReference): States {
  const chains = failables(workflow)
    .filter((one) => routesOf(one).includes("compensate"))
    .toReversed()
    .map((one) => compensationsFrom(workflow, one));
  if (chains.length === 0) return {};
  const surroundings = { workflow, reference, end: COMPENSATED, within: [] };
  return Object.assign({}, ...chains.map((chain) => chainStates(chain, surroundings)), {
    [COMPENSATED]: { Type: "Succeed" },
  });
}

interface ChainBlock {
  readonly workflow: Workflow;
  readonly reference: FunctionReference;
  /** The state that follows the last step. */
  readonly end: string;
  /** The maps whose items are undone one by one, the innermost first. */
  readonly within: readonly CompositeStep[];
}

function chainStates(chain: readonly CompensationStep[], around: ChainBlock): States {
  const states: States = {};
  for (const [index, step] of chain.entries()) {
    const next = entryTo(chain.slice(index + 1), around.end);
    if (step.ifTried !== undefined) {
      states[dueState(step)] = ifTriedState(around.workflow, step.ifTried, stateOf(step), next);
    }
    Object.assign(
      states,
      "undo" in step
        ? undoItemsStates(step, next, around)
        : compensationState(compensationOf(around.workflow, step.compensation), next, around),
    );
  }
  return states;
}

function compensationState(
  task: Compensation,
  next: string,
  { workflow, reference }: ChainBlock,
): States {
  const undone = forwardTasks(workflow).find(
    ({ compensation }) => compensation?.name === task.name,
  );
  return {
    [task.name]: {
      ...taskState(task, [], reference, undone && keyOf(undone)),
      Next: next,
    },
  };
}

/**
 * Undoes what was done for each item, with what was kept of it. Where that fails for one item, Step
 * Functions stops the others, and a redrive goes on with all that were not through ("Restarting state
 * machine executions with redrive in Step Functions").
 */
function undoItemsStates(step: MapUndo, next: string, around: ChainBlock): States {
  const map = mapOf(around.workflow, step.map);
  const done = `${map.name} item undone`;
  const within = [map, ...around.within];
  const kept = (field: string) => [`${field}.$`, `$$.Map.Item.Value.${field}`];
  return {
    [stateOf(step)]: {
      Type: "Map",
      ItemsPath: `$.items.${stateKey(map)}`,
      ...(map.maxConcurrency !== undefined && { MaxConcurrency: map.maxConcurrency }),
      ItemSelector: {
        ...itemFields(around.within, "$$.Map.Item.Value.item", "$$.Map.Item.Value.index", {}),
        ...Object.fromEntries(["itemPath", "results", "errors", "items"].map(kept)),
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: entryTo(step.undo, done),
        States: {
          ...chainStates(step.undo, { ...around, end: done, within }),
          [done]: { Type: "Pass", Result: {}, End: true },
        },
      },
      ResultPath: null,
      Next: next,
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
  const tried = (step ? evidenceSteps(step) : [{ name }]).flatMap((one) => [
    { Variable: `$.results.${stateKey(one)}`, IsPresent: true },
    { Variable: `$.errors.${stateKey(one)}`, IsPresent: true },
  ]);
  return { Type: "Choice", Choices: [{ Or: tried, Next: compensation }], Default: otherwise };
}

/** The state with which a chain of compensations begins. */
export function entryTo([newest]: readonly CompensationStep[], end = COMPENSATED): string {
  if (!newest) return end;
  return newest.ifTried === undefined ? stateOf(newest) : dueState(newest);
}

const stateOf = (step: CompensationStep) =>
  "undo" in step ? `Undo ${step.map}` : step.compensation;

const dueState = (step: CompensationStep) =>
  "undo" in step ? `Is undo of ${step.map} due` : `Is ${step.compensation} due`;

function mapOf(workflow: Workflow, name: string): MapStep {
  const map = allSteps(workflow).find((step) => step.name === name);
  if (!repeats(map)) throw new TypeError(`${name} is no map.`);
  return map;
}

function compensationOf(workflow: Workflow, name: string): Compensation {
  const found = failables(workflow).find(({ compensation }) => compensation?.name === name);
  if (!found?.compensation) throw new TypeError(`${name} is no compensation.`);
  return found.compensation;
}
