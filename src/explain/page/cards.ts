import { countedDesigns } from "../designs/counted-designs.ts";
import type { Cost, CostKind, Design, Explanation, Figures } from "../explanation.ts";
import { formatSeconds, formatUsd, percent } from "../prices/usd.ts";
import { DESIGN_NAMES } from "../report/design-names.ts";
import { COST_WORDS } from "./cost-words.ts";
import { html, type Markup } from "./markup.ts";
import type { PageStory } from "./page-story.ts";

/** Gives three answers in a few words: what nesting costs, why the chosen design costs what it does, what a failure does. */
export function cards(
  explanation: Explanation,
  step: string,
  story: PageStory | undefined,
): Markup {
  const nested = explanation.designs.find(({ id }) => id === "nested");
  const chosen = countedDesigns(explanation).find(({ isChosen }) => isChosen);
  return html`<div class="cards">
${nested && nestingCard(nested)}
${chosen && chosenCard(DESIGN_NAMES[chosen.id].built, chosen.figures, nested)}
${story && failureCard(step, story, nested)}
</div>`;
}

function card(title: string, figure: string, tone: string, text: Markup): Markup {
  return html`<section class="card ${tone}"><h2>${title}</h2><p class="figure">${figure}</p><p>${text}</p></section>`;
}

function nestingCard(nested: Design): Markup {
  if ("cannot" in nested) {
    return card("What nesting costs", "Not possible", "bad", html`${nested.cannot}`);
  }
  const { paidSeconds, cost } = nested.figures;
  const { working, waiting } = paidSeconds;
  const waits = cost.items.find(({ kind }) => kind === "waiting")?.usd ?? 0;
  if (waits === 0) {
    return card("What nesting costs", "Nothing", "good", html`No function waits for another one.`);
  }
  return card(
    "What nesting costs",
    `${percent(waiting / (working + waiting))} waiting`,
    "bad",
    html`Each function waits for the next one, and AWS bills the wait: ${formatSeconds(working + waiting)} for ${formatSeconds(working)} of work. Waiting costs ${formatUsd(waits)} of the ${formatUsd(cost.total)} USD that a million runs cost.`,
  );
}

function chosenCard(name: string, { cost }: Figures, nested: Design | undefined): Markup {
  const made = `${mostOf(cost)}.`;
  const total = `${formatUsd(cost.total)} USD`;
  const other = nested && "figures" in nested ? nested.figures.cost.total : undefined;
  const against = other === undefined ? "." : `; nested, they would cost ${formatUsd(other)}.`;
  const added =
    cost.added > 0
      ? ` ${formatUsd(cost.added)} USD pay for what Unchain adds, so that no work is lost or done twice.`
      : "";
  if (other === undefined || cost.total <= other) {
    return card(
      `What you pay with ${name}`,
      total,
      "good",
      html`A million runs cost this much${against} ${made}${added} AWS bills no waiting, and work is kept when a step fails.`,
    );
  }
  return card(
    `Why ${name} cost${name.endsWith("s") ? "" : "s"} more`,
    total,
    "fair",
    html`A million runs cost this much${against} AWS bills no waiting, but ${made}${added} The higher price pays for reliability: the result of each step is stored, so that failed work is retried, compensated or kept.`,
  );
}

/** Says which kind of cost is the greatest part of a bill. */
function mostOf({ items, total }: Cost): string {
  const kinds = new Map<CostKind, number>();
  for (const { kind, usd } of items) kinds.set(kind, (kinds.get(kind) ?? 0) + usd);
  const [kind, usd] = [...kinds].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  if (kind === undefined || usd === undefined) return "AWS bills nothing";
  return `${percent(usd / total)} of the bill is ${COST_WORDS[kind]}`;
}

const TONES = {
  succeeded: "good",
  compensated: "good",
  failed: "fair",
  "compensation-failed": "bad",
};

function failureCard(step: string, story: PageStory, nested: Design | undefined): Markup {
  const { title, text, status, events } = story;
  const isLate = events.some(({ kind, step: other }) => kind === "run" && other !== step);
  const left = isLate
    ? "the work of earlier steps stays unless your own code undoes it."
    : "the work is lost.";
  const against =
    nested && "figures" in nested && ` With nested calls, the caller gets an error, and ${left}`;
  return card(`When ${step} fails`, title, TONES[status], html`${text}${against}`);
}
