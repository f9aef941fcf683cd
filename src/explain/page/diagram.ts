import { waysOf } from "../../forms/choice.ts";
import { formOf } from "../../forms/registry.ts";
import {
  canFail,
  decides,
  type FailableStep,
  hasFunction,
  sequencesIn,
} from "../../forms/traits.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import type { ChoiceBranch, Fallback, Step, Task, Workflow } from "../../workflow/workflow.ts";
import { html, type Markup } from "./markup.ts";

/** Draws a workflow: a list of steps, of which each function is a button; what is inside of a step is inside of its box. */
export function diagram({ steps }: Pick<Workflow, "steps">): Markup {
  return flow(steps);
}

function flow(steps: readonly Step[]): Markup {
  if (steps.length === 0) return html`<p class="empty">continues</p>`;
  return html`<ol class="flow">${steps.map((step) => html`<li>${node(step)}</li>`)}</ol>`;
}

function node(step: Step): Markup {
  const { caption, aside } = formOf(step);
  if (hasFunction(step)) {
    return html`<div class="node">${button(step, "step", aside?.(step))}${besides(step)}</div>`;
  }
  const inside = sequencesIn(step);
  if (inside.length === 0) {
    return html`<p class="wait-node" data-wait="${step.name}"><b>${step.name}</b> <span>${aside?.(step)}</span></p>`;
  }
  const branches = decides(step)
    ? waysOf(step).map(choiceBranch)
    : inside.map(({ steps }) => html`<div class="branch">${flow(steps)}</div>`);
  return html`${box(step.name, caption(step), branches)}${besides(step)}`;
}

function box(name: string, what: string, branches: readonly Markup[]): Markup {
  return html`<div class="box" role="group" aria-label="${name}: ${what}"><p class="caption"><b>${name}</b> <span>${what}</span></p>
<div class="branches">${branches}</div></div>`;
}

function choiceBranch({ when, steps }: ChoiceBranch): Markup {
  const label = when ? `if ${describeCondition(when)}` : "otherwise";
  return html`<div class="branch"><p class="when">${label}</p>${flow(steps)}</div>`;
}

/** Draws what runs instead of a step, and what undoes it. */
function besides(step: Step): Markup[] {
  if (!canFail(step)) return [];
  const { fallback } = step;
  return [
    ...(fallback ? [button(fallback, "fallback", `instead of ${step.name}`)] : []),
    ...undoOf(step),
    ...(fallback ? undoOf(fallback) : []),
  ];
}

function undoOf({ name, compensation }: FailableStep | Fallback): Markup[] {
  return compensation ? [button(compensation, "undo", `undoes ${name}`)] : [];
}

function button(
  { name }: Task,
  kind: "step" | "fallback" | "undo",
  what: string | undefined,
): Markup {
  return html`<button type="button" class="${kind}" data-step="${name}" aria-pressed="false"><b>${name}</b>${what !== undefined && html` <span>${what}</span>`}<em></em></button>`;
}
