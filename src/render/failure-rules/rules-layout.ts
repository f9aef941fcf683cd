import type { Plan } from "../../plan/plan.ts";
import { sampleState } from "../../scenarios/sample-state.ts";
import { defaultFixture, interpretScenario } from "../../scenarios/scenario.ts";
import type { Fixture } from "../../semantics/trace.ts";
import { descriptions } from "../../transports/descriptions.ts";
import type { TransportDescription } from "../../transports/transport.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { isOrdered } from "../code/order.ts";

/** Facts about the workflow that the rows of all its steps need. */
export interface RulesLayout {
  readonly workflow: WorkflowWithTransport;
  readonly transport: TransportDescription;
  /** Work of one group is done in order. */
  readonly ordered: boolean;
  /** The fixture that every run begins with, unless a row says otherwise. */
  readonly plain: Fixture;
  /** Idempotency keys are read from the input. */
  readonly keyed: boolean;
  /** Branches and items run at once, so that only what is undone has an order. */
  readonly joins: boolean;
  /** The steps in the order in which they run where nothing fails. */
  readonly order: readonly string[];
  /** The keys of the results that they leave. */
  readonly resultKeys: readonly string[];
}

/** Works out once what the rows of all steps need. */
export function rulesLayout(plan: Plan): RulesLayout {
  const { workflow } = plan;
  const plain = defaultFixture(workflow);
  const { succeeded, results } = interpretScenario(workflow, { fixture: plain, faults: [] });
  return {
    workflow,
    transport: descriptions[plan.transport],
    ordered: isOrdered(plan),
    plain,
    keyed: Object.keys(sampleState(workflow, "").input).length > 0,
    joins: plan.forms.joins,
    order: succeeded,
    resultKeys: Object.keys(results),
  };
}
