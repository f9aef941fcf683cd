import { compensationsFrom, type ForwardTask } from "../plan/compensation-order.ts";
import { tasksOf } from "../workflow/names.ts";
import { taskSteps } from "../workflow/traversal.ts";
import type { OnFailure, RoutedWorkflow } from "../workflow/workflow.ts";

/** A Mermaid flowchart: the way forward as solid arrows, failure routes as dotted ones. */
export function mermaid(workflow: RoutedWorkflow): string[] {
  const ids = new Map(tasksOf(workflow).map(({ name }, index) => [name, `step${index + 1}`]));
  const id = (name: string) => ids.get(name) ?? name;
  const edges = new Set<string>();
  const ends = new Set<keyof typeof endShapes>();
  const end = (name: keyof typeof endShapes) => {
    ends.add(name);
    return name;
  };

  const undo = (failing: ForwardTask): string => {
    const chain = compensationsFrom(workflow, failing);
    const path = [...chain.map(({ compensation }) => id(compensation)), end("compensated")];
    for (const [index] of chain.entries()) {
      const here = path[index];
      edges.add(`${here} --> ${path[index + 1]}`);
      edges.add(`${here} -. fails .-> ${end("compensationFailed")}`);
    }
    return path[0] ?? end("compensated");
  };

  const steps = taskSteps(workflow);
  for (const [index, step] of steps.entries()) {
    const following = steps[index + 1];
    const next = following ? id(following.name) : end("succeeded");
    const tasks = step.fallback ? [step, step.fallback] : [step];
    for (const task of tasks) {
      edges.add(`${id(task.name)} --> ${next}`);
      const target = (onFailure: OnFailure): string => {
        switch (onFailure) {
          case "fail":
            return end(isRedrivable(workflow, task) ? "failed" : "stopped");
          case "compensate":
            return undo(task);
          case "continue":
            return next;
          case "fallback":
            return step.fallback ? id(step.fallback.name) : end("failed");
        }
      };
      for (const { errors, onFailure } of task.catch) {
        if (onFailure === task.onFailure) continue;
        edges.add(`${id(task.name)} -. ${errors.join(", ")} .-> ${target(onFailure)}`);
      }
      edges.add(`${id(task.name)} -. fails .-> ${target(task.onFailure)}`);
    }
  }

  return [
    "flowchart TD",
    ...tasksOf(workflow).map(({ name }) => `  ${id(name)}["${name}${condition(workflow, name)}"]`),
    ...Object.entries(endShapes).flatMap(([name, shape]) =>
      ends.has(name as keyof typeof endShapes) ? [`  ${name}${shape}`] : [],
    ),
    ...[...edges].map((edge) => `  ${edge}`),
  ];
}

/** A fallback is undone only in the workflows in which it was tried. */
function condition(workflow: RoutedWorkflow, compensation: string): string {
  const undone = taskSteps(workflow).find(
    ({ fallback }) => fallback?.compensation?.name === compensation,
  );
  return undone ? `, if ${undone.fallback?.name} ran` : "";
}

/** An execution that a catcher has sent to a `Fail` state would only fail there again. */
function isRedrivable({ transport }: RoutedWorkflow, { onFailure }: ForwardTask): boolean {
  return transport === "queue" || onFailure === "fail";
}

const endShapes = {
  succeeded: '(["succeeded"])',
  failed: '(["failed, can be redriven"])',
  stopped: '(["failed"])',
  compensated: '(["compensated"])',
  compensationFailed: '(["a person must look"])',
};
