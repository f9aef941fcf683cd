import { taskSteps } from "../../workflow/steps/traversal.ts";
import type { TaskStep, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { groupComparisons, inGroup } from "../grouped-input.ts";
import { defaultFixture, interpretScenario } from "../scenario.ts";
import { type Group, groupsToldApart } from "../values-told-apart.ts";

/** The groups that the tests of order run with. */
export interface OrderTests {
  /** The group that waits. */
  readonly group: Group;
  /** A group that need not wait for it; left out where the work of one group only runs a function. */
  readonly other?: Group;
  /** The steps that run for all of them. */
  readonly tasks: readonly TaskStep[];
}

/**
 * Two groups whose work runs the same functions, as many as can be; one, where there are no two.
 *
 * @returns undefined where no function runs, whatever the group is
 */
export function orderTests(
  workflow: WorkflowWithTransport,
  groupBy: string,
): OrderTests | undefined {
  const groups = groupsToTry(workflow, groupBy).map((group) => ({
    group,
    tasks: tasksRunFor(workflow, groupBy, group),
  }));
  const pairs = groups.flatMap(({ group, tasks }, index) =>
    groups
      .slice(index + 1)
      .filter((other) => String(other.group) !== String(group))
      .map((other) => ({
        group,
        other: other.group,
        tasks: tasks.filter((task) => other.tasks.includes(task)),
      })),
  );
  return mostTasks(pairs) ?? mostTasks(groups);
}

function mostTasks(tests: readonly OrderTests[]): OrderTests | undefined {
  const [most] = tests.toSorted((one, other) => other.tasks.length - one.tasks.length);
  return most && most.tasks.length > 0 ? most : undefined;
}

/** Any two groups, and those that conditions tell from others. */
function groupsToTry(workflow: WorkflowWithTransport, groupBy: string): Group[] {
  const comparisons = groupComparisons(workflow, groupBy);
  return [...new Set<Group>(["a", "b", ...groupsToldApart(comparisons)])];
}

function tasksRunFor(workflow: WorkflowWithTransport, groupBy: string, group: Group): TaskStep[] {
  const { input, failingOnce } = defaultFixture(workflow);
  const fixture = { input: inGroup(input, groupBy, group), answers: {}, failingOnce };
  const { status, succeeded } = interpretScenario(workflow, { fixture, faults: [] });
  if (status !== "succeeded") return [];
  return taskSteps(workflow).filter(({ name }) => succeeded.includes(name));
}
