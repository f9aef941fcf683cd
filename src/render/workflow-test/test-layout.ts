import type { Plan } from "../../plan/plan.ts";
import { sampleState } from "../../plan/sample-state.ts";
import { plainWorld } from "../../plan/scenario.ts";
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
}

export function testLayout(plan: Plan): TestLayout {
  const { workflow } = plan;
  const keys = sampleState(workflow, "");
  return {
    queue: plan.transport === "queue",
    ordered: isOrdered(plan),
    typed: workflow.trigger !== undefined,
    keyed: Object.keys(keys.input).length > 0,
    resultKeys: Object.keys(keys.results).length > 0,
    workflow,
    plain: plainWorld(workflow),
    joins: plan.forms.joins,
  };
}
