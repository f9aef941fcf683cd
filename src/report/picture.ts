import {
  allCompensations,
  compensationsIn,
  type Failing,
  failing,
} from "../plan/compensation-order.ts";
import { handlerOf } from "../plan/trace.ts";
import { describeCondition } from "../workflow/condition-text.ts";
import { formatDuration } from "../workflow/duration.ts";
import { allSteps, canFail, isComposite } from "../workflow/traversal.ts";
import type { CatchRule, CompositeStep, OnFailure, Step, Workflow } from "../workflow/workflow.ts";
import { wrap } from "./wrap.ts";

/** Columns a picture keeps to. */
const WIDTH = 80;
const MARGIN = "  ";

/** The second line of a box: what the step is. */
function summary(step: Step): string {
  switch (step.form) {
    case "task":
      return `${retries(step.retry.maxAttempts)}, ${formatDuration(step.timeoutSeconds)}`;
    case "wait":
      return `waits ${formatDuration(step.seconds)}`;
    case "choice":
      return "one of these";
    case "parallel":
      return "at once";
    case "map":
      return `for each of ${step.items}`;
  }
}

function retries(maxAttempts: number): string {
  if (maxAttempts === 0) return "no retry";
  return `${maxAttempts} ${maxAttempts === 1 ? "retry" : "retries"}`;
}

function destination(
  onFailure: OnFailure,
  fallback: string | undefined,
  handler: CompositeStep | undefined,
): string {
  switch (onFailure) {
    case "fail":
      return handler ? `up to ${handler.name}` : "stop";
    case "compensate":
      return "undo, newest first";
    case "continue":
      return "note the error, go on";
    case "fallback":
      return `run ${fallback ?? "the fallback"}, go on`;
  }
}

/** What follows each kind of failure of a step, and how it is undone: one line each. */
function routes(step: Step, within: readonly CompositeStep[]): string[] {
  if (!canFail(step)) return [];
  const forGood = step.form === "task" ? "fails for good" : "fails inside";
  const { fallback, compensation } = step;
  const of = (rules: readonly CatchRule[], onFailure: OnFailure, who: string) => [
    ...rules.map(
      (rule) =>
        `${who}${rule.errors.join(", ")} ─▶ ${destination(rule.onFailure, fallback?.name, handlerOf(rule.errors[0], within))}`,
    ),
    `${who}${who === "" ? forGood : "fails for good"} ─▶ ${destination(onFailure, fallback?.name, handlerOf(undefined, within))}`,
  ];
  return [
    ...of(step.catch, step.onFailure, ""),
    ...(fallback ? of(fallback.catch, fallback.onFailure, `${fallback.name} `) : []),
    ...(compensation ? [`undone by ${compensation.name}`] : []),
    ...(fallback?.compensation ? [`${fallback.name} undone by ${fallback.compensation.name}`] : []),
  ];
}

/** The steps inside of a step, and when each of them runs. */
function branches(step: Step): { readonly label: string; readonly steps: readonly Step[] }[] {
  switch (step.form) {
    case "task":
    case "wait":
      return [];
    case "choice":
      return step.branches.map(({ when, steps }) => ({
        label: when ? `where ${describeCondition(when)}` : "otherwise",
        steps,
      }));
    case "parallel":
      return step.branches.map(({ steps }, index) => ({ label: `branch ${index + 1}`, steps }));
    case "map":
      return [{ label: atOnce(step.maxConcurrency), steps: step.steps }];
  }
}

function atOnce(maxConcurrency: number | undefined): string {
  return maxConcurrency === undefined ? "each item" : `each item, ${maxConcurrency} at once`;
}

/** Boxes one below the other; what is inside of a step comes behind a line at its left. */
function drawSteps(
  steps: readonly Step[],
  inner: number,
  margin: string,
  around: readonly CompositeStep[],
): string[] {
  return steps.flatMap((step, index) => {
    const isLastInside = index === steps.length - 1 && margin !== MARGIN;
    return [
      ...box(step, inner, margin, around),
      ...branches(step).flatMap(({ label, steps: within }) => [
        ...wrap(label, textWidth(inner, `${margin}  `)).map((line) => `${margin}┆ ${line}`),
        ...(within.length > 0
          ? drawSteps(within, inner, `${margin}┆ `, isComposite(step) ? [step, ...around] : around)
          : [`${margin}┆   nothing to do`]),
        `${margin}┆`,
      ]),
      ...(isLastInside ? [] : [`${margin} ${" ".repeat(Math.floor(inner / 2) + 1)}▼`]),
    ];
  });
}

/** Columns that are left beside a box; enough to read, however deep it is. */
function textWidth(inner: number, margin: string): number {
  return Math.max(WIDTH - margin.length - inner - "│  │  ".length, 16);
}

function box(
  step: Step,
  inner: number,
  margin: string,
  around: readonly CompositeStep[],
): string[] {
  const left = [step.name, summary(step)];
  const right = routes(step, around).flatMap((route) => wrap(route, textWidth(inner, margin)));
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `${margin}│ ${(left[row] ?? "").padEnd(inner)} │  ${right[row] ?? ""}`.trimEnd(),
  );
  const half = Math.floor(inner / 2) + 1;
  const edge = "─".repeat(inner + 2);
  return [
    `${margin}┌${edge}┐`,
    ...rows,
    `${margin}└${edge.slice(0, half)}┬${edge.slice(half + 1)}┘`,
  ];
}

const asksForUndo = (one: Failing): boolean =>
  one.onFailure === "compensate" || one.catch.some((rule) => rule.onFailure === "compensate");

/**
 * A workflow for a terminal: the chain of steps, beside each step what follows its failures, below
 * it the order in which it is undone. Plain text, at most 80 columns wide.
 */
export function drawWorkflow(workflow: Pick<Workflow, "name" | "steps">): string {
  const { name, steps } = workflow;
  const inner = Math.max(
    ...allSteps(workflow).map((step) => Math.max(step.name.length, summary(step).length)),
  );
  const half = Math.floor(inner / 2) + 1;
  const done = `${MARGIN} ${" ".repeat(Math.max(0, half - 1))}done`;
  const undo = compensationsIn(allCompensations(workflow)).map(({ compensation }) => compensation);
  const undone = failing(workflow).some(asksForUndo)
    ? `Undo order: ${undo.join(" → ")}`
    : "No failure asks for an undo yet: no step has onFailure: compensate.";
  return [
    `${MARGIN}${name}`,
    "",
    ...drawSteps(steps, inner, MARGIN, []),
    done,
    ...(undo.length > 0 ? ["", ...wrap(undone, WIDTH - MARGIN.length).map((l) => MARGIN + l)] : []),
  ].join("\n");
}
