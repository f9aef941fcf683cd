import type { QueuePlan } from "./plan.ts";
import { transitionsOf } from "./queue-functions.ts";

/** For each step those that a message may come to after it, as long as the workflow is not undone. */
export function stepsBehind(plan: QueuePlan): ReadonlyMap<string, ReadonlySet<string>> {
  const next = nextQueues(plan);
  const behind = (step: string): Set<string> => {
    const seen = new Set(next.get(step));
    // A set goes on to what is added to it while it is walked through.
    for (const queue of seen) for (const further of next.get(queue) ?? []) seen.add(further);
    return seen;
  };
  return new Map([...next.keys()].map((step) => [step, behind(step)]));
}

/** The steps that a message may come to after a step, and those that undo a workflow. */
export function stepsPast(plan: QueuePlan, step: string): string[] {
  const undoing = plan.steps.filter(({ role }) => role === "compensation");
  return [
    ...new Set([...(stepsBehind(plan).get(step) ?? []), ...undoing.map(({ task }) => task.name)]),
  ];
}

function nextQueues({ functions: { steps } }: QueuePlan): Map<string, string[]> {
  return new Map(
    steps.map((step) => {
      const transitions = transitionsOf(step).filter(({ outcome }) => outcome === "succeeded");
      return [
        step.task.name,
        transitions.flatMap(({ next }) => next.flatMap(({ queue }) => queue ?? [])),
      ];
    }),
  );
}
