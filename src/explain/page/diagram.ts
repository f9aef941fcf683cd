import { canFail, type FailableStep, hasOtherwise } from "../../forms/traits.ts";
import { spacedDuration } from "../../render/readme/spaced-duration.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import type { ChoiceStep, Fallback, Step, Task, Workflow } from "../../workflow/workflow.ts";
import { html, type Markup } from "./markup.ts";

/** Draws a workflow: a list of steps, of which each function is a button; what is inside of a step is inside of its box. */
export function diagram({ steps }: Pick<Workflow, "steps">): Markup {
  return flow(steps);
}

function flow(steps: readonly Step[]): Markup {
  if (steps.length === 0) return html`<p class="empty">goes on</p>`;
  return html`<ol class="flow">${steps.map((step) => html`<li>${node(step)}</li>`)}</ol>`;
}

function node(step: Step): Markup {
  switch (step.form) {
    case "task":
    case "approval":
      return functionNode(step);
    case "wait":
      return html`<p class="wait-node" data-wait="${step.name}"><b>${step.name}</b> <span>pauses ${spacedDuration(step.seconds)}</span></p>`;
    case "choice":
      return box(step.name, "one of these", step.branches.map(choiceBranch), otherwise(step));
    case "parallel":
      return html`${box(
        step.name,
        "all at once",
        step.branches.map(({ steps }) => html`<div class="branch">${flow(steps)}</div>`),
      )}${besides(step)}`;
    case "map":
      return html`${box(step.name, `for each of ${step.items}`, [
        html`<div class="branch">${flow(step.steps)}</div>`,
      ])}${besides(step)}`;
  }
}

function box(name: string, what: string, ...branches: readonly (readonly Markup[])[]): Markup {
  return html`<div class="box" role="group" aria-label="${name}: ${what}"><p class="caption"><b>${name}</b> <span>${what}</span></p>
<div class="branches">${branches.flat()}</div></div>`;
}

function choiceBranch({ when, steps }: ChoiceStep["branches"][number]): Markup {
  const label = when ? `if ${describeCondition(when)}` : "otherwise";
  return html`<div class="branch"><p class="when">${label}</p>${flow(steps)}</div>`;
}

function otherwise(step: ChoiceStep): Markup[] {
  return hasOtherwise(step) ? [] : [choiceBranch({ steps: [] })];
}

function functionNode(step: Extract<Step, { form: "task" | "approval" }>): Markup {
  const asks =
    step.form === "approval" ? `asks, waits ${spacedDuration(step.answerSeconds)}` : undefined;
  return html`<div class="node">${button(step, "step", asks ?? step.description)}${besides(step)}</div>`;
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
