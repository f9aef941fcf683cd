import type { Plan } from "../../plan/plan.ts";
import { sampleState } from "../../plan/sample-state.ts";
import { followScenario, plainWorld } from "../../plan/scenario.ts";
import type { World } from "../../plan/trace.ts";
import type { RoutedWorkflow } from "../../workflow/workflow.ts";
import { isOrdered } from "../order.ts";

/** What the tests of a workflow have in common. */
export interface TestLayout {
  readonly queue: boolean;
  /** Work of one group is done in order. */
  readonly ordered: boolean;
  /** The world that all tests begin with, unless they say otherwise. */
  readonly plain: World;
  /** The input has a type of its own. */
  readonly typed: boolean;
  /** Idempotency keys are read from the input. */
  readonly keyed: boolean;
  /** They are read from results. */
  readonly resultKeys: boolean;
  readonly workflow: RoutedWorkflow;
  /** Branches and items run at once, so that only what is undone has an order. */
  readonly joins: boolean;
  /** The steps in the order in which they run where nothing fails. */
  readonly order: readonly string[];
  /** The keys of the results that they leave. */
  readonly resultKeysInOrder: readonly string[];
}

/** Works out once what the tests of all steps need. */
export function testLayout(plan: Plan): TestLayout {
  const { workflow } = plan;
  const keys = sampleState(workflow, "");
  const plain = plainWorld(workflow);
  const { succeeded, results } = followScenario(workflow, { world: plain, faults: [] });
  return {
    queue: plan.transport === "queue",
    ordered: isOrdered(plan),
    typed: workflow.trigger !== undefined,
    keyed: Object.keys(keys.input).length > 0,
    resultKeys: Object.keys(keys.results).length > 0,
    workflow,
    plain,
    joins: plan.forms.joins,
    order: succeeded,
    resultKeysInOrder: Object.keys(results),
  };
}
