import type { DesignId, Explanation, Figures } from "../explanation.ts";
import { COST_WORDS, countedDesigns, dollars, percent, time } from "./figures.ts";
import { html, type Markup } from "./markup.ts";
import type { PageStory } from "./page-data.ts";

/** Three answers in a few words: what nesting costs, why the chosen design costs what it does, what a failure does. */
export function cards(
  explanation: Explanation,
  step: string,
  story: PageStory | undefined,
): Markup {
  const designs = countedDesigns(explanation);
  const nested = designs.find(({ id }) => id === "nested");
  const chosen = designs.find(({ isChosen }) => isChosen);
  return html`<div class="cards">
${nested && nestingCard(nested.figures)}
${nested && chosen && chosenCard(SHORT[chosen.id], chosen.figures, nested.figures)}
${story && failureCard(step, story)}
</div>`;
}

const SHORT: Readonly<Record<DesignId, string>> = {
  nested: "nesting",
  "one-function": "one function",
  queue: "the queues",
  standard: "the state machine",
  express: "the state machine",
};

function card(title: string, figure: string, tone: string, text: Markup): Markup {
  return html`<section class="card ${tone}"><h2>${title}</h2><p class="figure">${figure}</p><p>${text}</p></section>`;
}

function nestingCard({ paidSeconds: { working, waiting }, cost }: Figures): Markup {
  const waits = cost.items.find(({ kind }) => kind === "waiting")?.usd ?? 0;
  return card(
    "What nesting costs",
    `${percent(waiting / (working + waiting))} waiting`,
    "bad",
    html`Each function waits for the next one, and AWS bills the wait: ${time(working + waiting)} paid for ${time(working)} of work. That is ${dollars(waits)} of ${dollars(cost.total)} USD per million runs.`,
  );
}

function chosenCard(name: string, { cost }: Figures, nested: Figures): Markup {
  const dearest = cost.items.toSorted((one, other) => other.usd - one.usd)[0];
  const made = dearest
    ? html`${percent(dearest.usd / cost.total)} of it is ${COST_WORDS[dearest.kind]}.`
    : undefined;
  const factor = cost.total / nested.cost.total;
  if (factor < 1) {
    return card(
      `What you pay with ${name}`,
      `${dollars(cost.total)} USD`,
      "good",
      html`Per million runs, against ${dollars(nested.cost.total)} nested: nobody is paid for waiting. ${made} No work is lost when a step fails.`,
    );
  }
  return card(
    `Why ${name} cost${name.endsWith("s") ? "" : "s"} more`,
    `${dollars(cost.total)} USD`,
    "fair",
    html`Per million runs, against ${dollars(nested.cost.total)} nested. Waiting is gone, but ${made} What you buy is not a lower bill: each step is remembered, so work is retried, undone or kept, never lost.`,
  );
}

const TONES = {
  succeeded: "good",
  compensated: "good",
  failed: "fair",
  "compensation-failed": "bad",
};

function failureCard(step: string, { title, text, status }: PageStory): Markup {
  return card(
    `When ${step} fails`,
    title,
    TONES[status],
    html`${text} In a nested chain the caller would get an error, and what was done before would stay half done.`,
  );
}
