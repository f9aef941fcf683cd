import {
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failing,
} from "../plan/compensation-order.ts";
import { handlerOf } from "../plan/trace.ts";
import { describeCondition } from "../workflow/condition-text.ts";
import { formatDuration } from "../workflow/duration.ts";
import { tasksOf } from "../workflow/names.ts";
import { placesOfStep } from "../workflow/places.ts";
import { allSteps, canFail, sequencesIn, withFallback } from "../workflow/traversal.ts";
import type { OnFailure, RoutedWorkflow, Step } from "../workflow/workflow.ts";

/**
 * A Mermaid flowchart: the way forward as solid arrows, failure routes as dotted ones. What is inside
 * of a parallel or a map is inside of its box.
 */
export function mermaid(workflow: RoutedWorkflow): string[] {
  const id = idsOf(workflow);
  const edges = new Set<string>();
  const ends = new Set<keyof typeof endShapes>();
  const end = (name: keyof typeof endShapes) => {
    ends.add(name);
    return name;
  };

  const undo = (failing: Failing): string => {
    const chain = compensationsIn(compensationsFrom(workflow, failing));
    const path = [...chain.map(({ compensation }) => id(compensation)), end("compensated")];
    for (const [index] of chain.entries()) {
      const here = path[index];
      edges.add(`${here} --> ${path[index + 1]}`);
      edges.add(`${here} -. fails .-> ${end("compensationFailed")}`);
    }
    return path[0] ?? end("compensated");
  };

  /** Failure routes; a failure that a box around deals with is a route of that box. */
  const fail = (one: Failing, next: string | undefined): void => {
    const around = compositesAround(workflow, one);
    const what = "form" in one && one.form !== "task" ? `${partOf(one.form)} fails` : "fails";
    const add = (label: string, onFailure: OnFailure, error: string | undefined): void => {
      const target = (): string | undefined => {
        switch (onFailure) {
          case "fail":
            if (handlerOf(error, around)) return undefined;
            return end(isRedrivable(workflow, one) ? "failed" : "stopped");
          case "compensate":
            return undo(one);
          case "continue":
            return next;
          case "fallback":
            return "fallback" in one && one.fallback ? id(one.fallback.name) : end("failed");
        }
      };
      const to = target();
      if (to !== undefined) edges.add(`${id(one.name)} -. ${label} .-> ${to}`);
    };
    for (const { errors, onFailure } of one.catch) {
      if (onFailure !== one.onFailure) add(errors.join(", "), onFailure, errors[0]);
    }
    const isPlain = what !== "fails" && one.onFailure === "fail";
    if (!isPlain) add(what, one.onFailure, undefined);
  };

  const connect = (steps: readonly Step[], after: string | undefined): void => {
    for (const [index, step] of steps.entries()) {
      const following = steps[index + 1];
      const next = following ? id(following.name) : after;
      if (step.form === "choice") {
        for (const { when, steps: inner } of step.branches) {
          const to = inner[0] ? id(inner[0].name) : next;
          const label = when ? quoted(describeCondition(when)) : "otherwise";
          if (to !== undefined) edges.add(`${id(step.name)} -- ${label} --> ${to}`);
          connect(inner, next);
        }
        const isComplete = step.branches.some(({ when }) => when === undefined);
        if (!isComplete && next !== undefined) {
          edges.add(`${id(step.name)} -- otherwise --> ${next}`);
        }
        continue;
      }
      for (const inner of sequencesIn(step)) connect(inner.steps, undefined);
      for (const one of canFail(step) ? withFallback(step) : [step]) {
        if (next !== undefined) edges.add(`${id(one.name)} --> ${next}`);
        if (one.name !== step.name || canFail(step)) fail(one as Failing, next);
      }
    }
  };
  connect(workflow.steps, end("succeeded"));

  return [
    "flowchart TD",
    ...nodes(workflow, workflow.steps, id).map((line) => `  ${line}`),
    ...Object.entries(endShapes).flatMap(([name, shape]) =>
      ends.has(name as keyof typeof endShapes) ? [`  ${name}${shape}`] : [],
    ),
    ...[...edges].map((edge) => `  ${edge}`),
  ];
}

function idsOf(workflow: RoutedWorkflow): (name: string) => string {
  const forms = allSteps(workflow).filter(({ form }) => form !== "task");
  const ids = new Map([
    ...tasksOf(workflow).map(({ name }, index): [string, string] => [name, `step${index + 1}`]),
    ...forms.map(({ name, form }, index): [string, string] => [name, `${form}${index + 1}`]),
  ]);
  return (name) => ids.get(name) ?? name;
}

function nodes(
  workflow: RoutedWorkflow,
  steps: readonly Step[],
  id: (name: string) => string,
): string[] {
  return steps.flatMap((step) => nodesOf(workflow, step, id));
}

function nodesOf(workflow: RoutedWorkflow, step: Step, id: (name: string) => string): string[] {
  const inner = sequencesIn(step).flatMap((branch) => nodes(workflow, branch.steps, id));
  const tasks = placesOfStep({ step, at: [] }).map(
    ({ task: { name } }) => `${id(name)}["${name}${condition(workflow, name)}"]`,
  );
  switch (step.form) {
    case "task":
      return tasks;
    case "wait":
      return [`${id(step.name)}(["${step.name}: ${formatDuration(step.seconds)}"])`];
    case "choice":
      return [`${id(step.name)}{"${step.name}"}`, ...inner];
    case "parallel":
      return [...box(id(step.name), `${step.name}: at once`, inner), ...tasks];
    case "map":
      return [...box(id(step.name), `${step.name}: for each of ${step.items}`, inner), ...tasks];
  }
}

function box(id: string, title: string, inner: readonly string[]): string[] {
  return [`subgraph ${id}["${title}"]`, ...inner.map((line) => `  ${line}`), "end"];
}

const partOf = (form: "parallel" | "map") => (form === "map" ? "an item" : "a branch");

/** Text of an arrow; a quotation mark would end it. */
function quoted(text: string): string {
  return `"${text.replaceAll("#", "#35;").replaceAll('"', "#quot;")}"`;
}

/** A fallback is undone only in the workflows in which it was tried. */
function condition(workflow: RoutedWorkflow, compensation: string): string {
  const undone = allSteps(workflow)
    .filter(canFail)
    .find(({ fallback }) => fallback?.compensation?.name === compensation);
  return undone ? `, if ${undone.fallback?.name} ran` : "";
}

/** An execution that a catcher has sent to a `Fail` state would only fail there again. */
function isRedrivable({ transport }: RoutedWorkflow, { onFailure }: Failing): boolean {
  return transport === "queue" || onFailure === "fail";
}

const endShapes = {
  succeeded: '(["succeeded"])',
  failed: '(["failed, can be redriven"])',
  stopped: '(["failed"])',
  compensated: '(["compensated"])',
  compensationFailed: '(["a person must look"])',
};
