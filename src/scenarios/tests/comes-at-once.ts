import { longestRetrying } from "../../semantics/retry-delays.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { tasksOf } from "../../workflow/names.ts";
import type { Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { isPermanent } from "../failure-scenarios.ts";
import { interpretScenario, type Scenario } from "../scenario.ts";

/** Seconds before the first retry of what is throttled, at most. */
const THROTTLED_SECONDS = 2;

/**
 * Tells whether many workflows come to a task within the half of its time-out that a slow try takes: at
 * random, some of them wait before it because a step is retried or throttled.
 */
export function comesAtOnce(
  workflow: WorkflowWithTransport,
  task: Task,
  scenario: Scenario,
): boolean {
  const { succeeded } = interpretScenario(workflow, scenario);
  const before = new Set(succeeded.slice(0, succeeded.indexOf(task.name)));
  const isNarrower = ({ name, concurrency = Number.POSITIVE_INFINITY }: Task) =>
    before.has(name) && concurrency < (task.concurrency ?? 0);
  const throttled = descriptions[workflow.transport].reservesConcurrency
    ? tasksOf(workflow).filter(isNarrower)
    : [];
  const retried = tasksOf(workflow).filter(
    ({ name, retry }) =>
      retry.jitter === "full" &&
      scenario.faults.some((fault) => fault.step === name && !isPermanent(fault)),
  );
  const seconds = retried.reduce(
    (sum, { retry }) => sum + longestRetrying(retry),
    throttled.length * THROTTLED_SECONDS,
  );
  return seconds < task.timeoutSeconds / 2;
}
