import type { Way } from "../forms/form.ts";
import { formOf } from "../forms/registry.ts";
import { canFail, failureOf, isComposite } from "../forms/traits.ts";
import {
  allCompensations,
  compensationsIn,
  type Failable,
  failables,
} from "../semantics/compensation-order.ts";
import {
  type Consequence,
  consequenceOf,
  failureRoutes,
  routesOf,
} from "../semantics/failure-routes.ts";
import { describeTrigger } from "../workflow/trigger.ts";
import type { CompositeStep, Step, Workflow } from "../workflow/workflow.ts";
import { type Look, plainly } from "./look.ts";
import { wrap } from "./wrap.ts";

/** A picture where nothing is known of the terminal. */
const USUAL: Look = { width: 80, hasBoxes: true };
const MARGIN = "  ";

/** The least that is between the sides of a box, however deep it is. */
const LEAST = 8;

/** Columns that the routes of a step need beside its box; where there are fewer, they are put into it. */
const BESIDE = 32;

function destination(then: Consequence): string {
  switch (then.kind) {
    case "stop":
      return "stop";
    case "handled":
      return `${then.by.name} fails`;
    case "compensate":
      return "undo, newest first";
    case "continue":
      return "note the error, go on";
    case "fallback":
      return `run ${then.fallback.name}, go on`;
  }
}

/**
 * Returns a line for each kind of failure of a step and its route, and one for its compensation.
 */
function routes(step: Step, around: readonly CompositeStep[]): string[] {
  if (!canFail(step)) return [];
  const { fallback, compensation } = step;
  const of = (one: Failable, who: string, what: string) =>
    failureRoutes(one).map(({ errors }) => {
      const then = consequenceOf(one, errors[0], around);
      return `${who}${errors.join(", ") || what} ─▶ ${destination(then)}`;
    });
  return [
    ...of(step, "", failureOf(step, "fails for good")),
    ...(fallback ? of(fallback, `${fallback.name} `, "fails for good") : []),
    ...(compensation ? [`undone by ${compensation.name}`] : []),
    ...(fallback?.compensation ? [`${fallback.name} undone by ${fallback.compensation.name}`] : []),
  ];
}

/** Steps one below the other, joined by arrows. */
function drawSequence(
  steps: readonly Step[],
  margin: string,
  around: readonly CompositeStep[],
  width: number,
): string[] {
  const captions = steps.map((step) => [step.name, formOf(step).caption(step)]);
  const widest = Math.max(...captions.flat().map(({ length }) => length));
  const available = Math.max(width - margin.length - "│  │".length, LEAST);
  const isBeside = available - widest >= BESIDE;
  const inner = isBeside ? widest : available;
  const rows = (left: readonly string[], right: readonly string[]): string[] =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
      `${margin}│ ${(left[row] ?? "").padEnd(inner)} │  ${right[row] ?? ""}`.trimEnd(),
    );
  const wrapped = (texts: readonly string[], columns: number) =>
    texts.flatMap((text) => wrap(text, columns));

  return steps.flatMap((step, index) => {
    const caption = captions[index] ?? [];
    const notes = routes(step, around);
    const hasNext = margin === MARGIN || index < steps.length - 1;
    return [
      `${margin}┌${"─".repeat(inner + 2)}┐`,
      ...(isBeside
        ? rows(caption, wrapped(notes, available - inner - "  ".length))
        : rows(wrapped([...caption, ...notes], inner), [])),
      ...drawEnd(step, inner, margin, around, hasNext, width),
    ];
  });
}

/**
 * Draws the part below a box: the steps inside of the step, on a line from the left edge, and an arrow.
 */
function drawEnd(
  step: Step,
  inner: number,
  margin: string,
  around: readonly CompositeStep[],
  hasNext: boolean,
  width: number,
): string[] {
  const branches = formOf(step).ways?.(step) ?? [];
  const edge = "─".repeat(inner + 2);
  const half = middle(inner);
  const arrow = hasNext ? [`${margin} ${" ".repeat(half)}▼`] : [];
  if (branches.length === 0) {
    const foot = hasNext ? `${edge.slice(0, half)}┬${edge.slice(half + 1)}` : edge;
    return [`${margin}└${foot}┘`, ...arrow];
  }
  const inside = isComposite(step) ? [step, ...around] : around;
  return [
    `${margin}├${edge}┘`,
    ...branches.flatMap((branch) => drawBranch(branch, margin, inside, width)),
    hasNext ? `${margin}└${"─".repeat(half)}┐` : `${margin}╵`,
    ...arrow,
  ];
}

function drawBranch(
  { label, steps }: Way,
  margin: string,
  around: readonly CompositeStep[],
  width: number,
): string[] {
  const text = steps.length > 0 ? label : `${label} ─▶ go on`;
  const [first, ...more] = wrap(text, width - margin.length - "├─ ".length);
  return [
    `${margin}├─ ${first}`,
    ...more.map((line) => `${margin}│  ${line}`),
    ...(steps.length > 0 ? drawSequence(steps, `${margin}│  `, around, width) : []),
  ];
}

/** Columns between the left edge of a box and its arrow. */
const middle = (inner: number): number => Math.floor(inner / 2) + 1;

/** The name of a workflow, and what is about it as a whole. */
function title({ name, trigger, queue }: Pictured, width: number): string[] {
  const notes = [
    ...(trigger ? [`started by ${describeTrigger(trigger)}`] : []),
    ...(queue ? [`in order for each ${queue.groupBy}`] : []),
  ];
  return wrap([name, ...notes].join(", "), width - MARGIN.length);
}

type Pictured = Pick<Workflow, "name" | "trigger" | "queue" | "steps">;

/**
 * Returns a workflow drawn for a terminal: the chain of steps, beside each step what follows its failures, below it
 * the order in which it is undone. It is plain text, as wide as the terminal at most.
 */
export function drawWorkflow(workflow: Pictured, { width, hasBoxes }: Look = USUAL): string {
  const picture = drawSequence(workflow.steps, MARGIN, [], width);
  const arrow = picture.at(-1)?.indexOf("▼") ?? 0;
  const undo = compensationsIn(allCompensations(workflow)).map(({ compensation }) => compensation);
  const undone = failables(workflow).some((one) => routesOf(one).includes("compensate"))
    ? `Undo order: ${undo.join(" → ")}`
    : "No failure asks for an undo yet: no step has onFailure: compensate.";
  const text = [
    ...title(workflow, width).map((line) => MARGIN + line),
    "",
    ...picture,
    `${" ".repeat(Math.max(MARGIN.length, arrow - 1))}done`,
    ...(undo.length > 0 ? ["", ...wrap(undone, width - MARGIN.length).map((l) => MARGIN + l)] : []),
  ].join("\n");
  return hasBoxes ? text : plainly(text);
}
