import { formatDuration } from "../workflow/duration.ts";
import { taskSteps } from "../workflow/traversal.ts";
import type { CatchRule, OnFailure, TaskStep, Workflow } from "../workflow/workflow.ts";
import { wrap } from "./wrap.ts";

/** Columns a picture keeps to. */
const WIDTH = 80;
const MARGIN = "  ";

const retries = ({ retry, timeoutSeconds }: TaskStep): string => {
  const { maxAttempts } = retry;
  const repeats =
    maxAttempts === 0 ? "no retry" : `${maxAttempts} ${maxAttempts === 1 ? "retry" : "retries"}`;
  return `${repeats}, ${formatDuration(timeoutSeconds)}`;
};

function destination(onFailure: OnFailure, fallback: string | undefined): string {
  switch (onFailure) {
    case "fail":
      return "stop";
    case "compensate":
      return "undo, newest first";
    case "continue":
      return "note the error, go on";
    case "fallback":
      return `run ${fallback ?? "the fallback"}, go on`;
  }
}

/** What follows each kind of failure of a step, and how it is undone: one line each. */
function routes(step: TaskStep): string[] {
  const { fallback, compensation } = step;
  const of = (rules: readonly CatchRule[], onFailure: OnFailure, who: string) => [
    ...rules.map(
      (rule) => `${who}${rule.errors.join(", ")} ─▶ ${destination(rule.onFailure, fallback?.name)}`,
    ),
    `${who}fails for good ─▶ ${destination(onFailure, fallback?.name)}`,
  ];
  return [
    ...of(step.catch, step.onFailure, ""),
    ...(fallback ? of(fallback.catch, fallback.onFailure, `${fallback.name} `) : []),
    ...(compensation ? [`undone by ${compensation.name}`] : []),
    ...(fallback?.compensation ? [`${fallback.name} undone by ${fallback.compensation.name}`] : []),
  ];
}

function box(step: TaskStep, inner: number): string[] {
  const left = [step.name, retries(step)];
  const available = WIDTH - MARGIN.length - inner - "│  │  ".length;
  const right = routes(step).flatMap((route) => wrap(route, available));
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `${MARGIN}│ ${(left[row] ?? "").padEnd(inner)} │  ${right[row] ?? ""}`.trimEnd(),
  );
  const half = Math.floor(inner / 2) + 1;
  const edge = "─".repeat(inner + 2);
  return [
    `${MARGIN}┌${edge}┐`,
    ...rows,
    `${MARGIN}└${edge.slice(0, half)}┬${edge.slice(half + 1)}┘`,
    `${MARGIN} ${" ".repeat(half)}▼`,
  ];
}

/** Compensations of a workflow in the order in which they run: newest step first. */
function undoOrder(steps: readonly TaskStep[]): string[] {
  return steps
    .flatMap((step) => [step.compensation?.name, step.fallback?.compensation?.name])
    .filter((name) => name !== undefined)
    .reverse();
}

const asksForUndo = (step: TaskStep): boolean =>
  [step, step.fallback]
    .filter((task) => task !== undefined)
    .some(
      (task) =>
        task.onFailure === "compensate" ||
        task.catch.some((rule) => rule.onFailure === "compensate"),
    );

/**
 * A workflow for a terminal: the chain of steps, beside each step what follows its failures, below
 * it the order in which it is undone. Plain text, at most 80 columns wide.
 */
export function drawWorkflow(workflow: Pick<Workflow, "name" | "steps">): string {
  const { name } = workflow;
  const steps = taskSteps(workflow);
  const inner = Math.max(...steps.map((step) => Math.max(step.name.length, retries(step).length)));
  const half = Math.floor(inner / 2) + 1;
  const done = `${MARGIN} ${" ".repeat(Math.max(0, half - 1))}done`;
  const undo = undoOrder(steps);
  const undone = steps.some(asksForUndo)
    ? `Undo order: ${undo.join(" → ")}`
    : "No failure asks for an undo yet: no step has onFailure: compensate.";
  return [
    `${MARGIN}${name}`,
    "",
    ...steps.flatMap((step) => box(step, inner)),
    done,
    ...(undo.length > 0 ? ["", ...wrap(undone, WIDTH - MARGIN.length).map((l) => MARGIN + l)] : []),
  ].join("\n");
}
