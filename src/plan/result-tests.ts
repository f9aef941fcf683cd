import type { RoutedWorkflow, Task } from "../workflow/workflow.ts";
import { isApproval } from "./approval.ts";
import {
  compositesAround,
  type Failing,
  type ForwardTask,
  mapAround,
} from "./compensation-order.ts";
import { followScenario, type Scenario, withFault } from "./scenario.ts";
import { namedErrors } from "./step-states.ts";
import type { Status } from "./trace.ts";
import type { PlannedFault } from "./ways-to-fail.ts";

/** The tests of a result of many bytes. */
export interface ResultTests {
  /** A result that is more than can be passed on, and what follows; not where it has a claim check. */
  readonly tooLarge?: { readonly what: string; readonly status: Status };
  /** The steps behind it that get the result in the place of its claim check. */
  readonly claimedBy?: readonly string[];
}

/** The step runs once, and what it answers takes the route of an error. */
export function tooLargeTest(
  workflow: RoutedWorkflow,
  owner: Failing,
  task: Task | ForwardTask,
  scenario: Scenario,
  what: (error: string) => string,
): Pick<ResultTests, "tooLarge"> {
  // What an item notes is not in the state that a run ends with.
  if (mapAround(workflow, owner) || isApproval(task)) return {};
  const named =
    "catch" in task ? namedErrors(task, compositesAround(workflow, owner)) : ([] as string[]);
  const error = named.includes("ResultTooLarge") ? "ResultTooLarge" : "PermanentError";
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  const { status } = followScenario(workflow, withFault(scenario, fault));
  return { tooLarge: { what: what(error), status } };
}

export function claimedBy(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  scenario: Scenario,
): string[] {
  const { succeeded } = followScenario(workflow, scenario);
  return succeeded.slice(succeeded.indexOf(task.name) + 1);
}
