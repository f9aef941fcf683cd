import type { QueuePlan } from "./plan.ts";
import type { Onward } from "./queue-functions.ts";

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

function nextQueues({ functions: { steps, routers } }: QueuePlan): Map<string, string[]> {
  const next = new Map<string, string[]>(steps.map(({ task }) => [task.name, []]));
  const add = (step: string, onwards: readonly (Onward | undefined)[]) => {
    for (const onward of onwards) {
      if (onward?.endsAs !== "succeeded") continue;
      next.get(step)?.push(...onward.next.flatMap(({ queue }) => queue ?? []));
    }
  };
  for (const { task, onSuccess } of steps) add(task.name, [onSuccess]);
  for (const { task, byError = {}, otherwise } of routers) {
    add(task.name, [...Object.values(byError), otherwise]);
  }
  return next;
}
