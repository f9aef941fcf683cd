import { compact, sumOf } from "../../lists.ts";
import { countedDesigns } from "../designs/counted-designs.ts";
import {
  COST_KINDS,
  type CostItem,
  type CostKind,
  type CountedDesign,
  type Explanation,
} from "../explanation.ts";
import { formatNumber, formatRuns, formatSeconds, formatUsd, percent } from "../prices/usd.ts";
import { COST_WORDS } from "./cost-words.ts";
import { html, type Markup } from "./markup.ts";

/** Draws what a million runs cost in each design: a bar for each, and a legend. */
export function billBars(explanation: Explanation): Markup {
  const designs = countedDesigns(explanation);
  const most = Math.max(...designs.map(({ figures }) => figures.cost.total), Number.MIN_VALUE);
  const kinds = kindsIn(designs);
  const isAdded = designs.some(({ figures }) => figures.cost.added > 0);
  const cannot = compact(
    explanation.designs.map(
      (design) =>
        "cannot" in design &&
        html`<tr><th scope="row">${design.title}</th><td colspan="2" class="cannot">${design.cannot}</td></tr>`,
    ),
  );
  return html`<table class="bill">
<caption>USD per million runs</caption>
<thead><tr><th scope="col">Design</th><th scope="col">Cost items</th><th scope="col">USD</th></tr></thead>
<tbody>${designs.map((design) => billRow(design, most))}${cannot}</tbody>
</table>
<ul class="legend" aria-label="Colours of the bars">${kinds.map(
    (kind) => html`<li><span class="swatch ${kind}"></span>${COST_WORDS[kind]}</li>`,
  )}${isAdded && html`<li><span class="swatch added"></span>Paler parts show what Unchain adds to the plain design. The list of each item says why.</li>`}</ul>`;
}

function kindsIn(designs: readonly CountedDesign[]): CostKind[] {
  const used = new Set(
    designs.flatMap(({ figures }) => figures.cost.items.map(({ kind }) => kind)),
  );
  return COST_KINDS.filter((kind) => used.has(kind));
}

function billRow({ title, isChosen, figures: { cost } }: CountedDesign, most: number): Markup {
  let x = 0;
  const rects = inOrder(cost.items).map(({ kind, usd, of }) => {
    const width = (usd / most) * 1000;
    const rect = html`<rect class="${kind} ${of}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
    x += width;
    return rect;
  });
  return html`<tr${isChosen && html` class="chosen"`}><th scope="row">${title}${isChosen && html` <span class="badge">this workflow</span>`}</th>
<td class="chart"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${rects}</svg><span class="hidden">${madeOf(cost.items)}</span></td>
<td><strong>${formatUsd(cost.total)}</strong></td></tr>`;
}

/** Returns the items in the order of the legend, those of the plain design first. */
function inOrder(items: readonly CostItem[]): CostItem[] {
  const place = ({ kind, of }: CostItem) =>
    COST_KINDS.indexOf(kind) + (of === "added" ? COST_KINDS.length : 0);
  return items.toSorted((one, other) => place(one) - place(other));
}

function madeOf(items: readonly CostItem[]): string {
  return items.map(({ kind, usd }) => `${COST_WORDS[kind]} ${formatUsd(usd)}`).join(", ");
}

/** Lists every item of the bills. */
export function billItems(explanation: Explanation): Markup {
  const designs = countedDesigns(explanation);
  const rows = kindsIn(designs).map((kind) => {
    const cells = designs.map(({ figures }) => {
      const items = figures.cost.items.filter((item) => item.kind === kind);
      const usd = sumOf(items, (item) => item.usd);
      return html`<td>${items.length > 0 && formatUsd(usd)}</td>`;
    });
    return html`<tr><th scope="row">${COST_WORDS[kind]}</th>${cells}</tr>`;
  });
  const reasons = designs.flatMap(({ title, figures }) =>
    figures.cost.items.flatMap(({ kind, why }) =>
      why === undefined ? [] : [html`<li>${title}, ${COST_WORDS[kind]}: ${why}</li>`],
    ),
  );
  return html`${wide(
    "Each item of the bills",
    html`<table class="wide"><caption>USD per million runs, by item</caption>
<thead><tr><th scope="col">Item</th>${designs.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row">Total</th>${designs.map(({ figures }) => html`<td>${formatUsd(figures.cost.total)}</td>`)}</tr></tfoot></table>`,
  )}${reasons.length > 0 && html`<p>Unchain adds these items:</p><ul>${reasons}</ul>`}`;
}

/** Puts a table that may be wider than the page into a box that scrolls, with the keyboard too. */
function wide(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** Compares the designs in all that money does not say. */
export function comparison(explanation: Explanation): Markup {
  const designs = countedDesigns(explanation);
  const row = (title: string, cell: (design: CountedDesign) => string) =>
    html`<tr><th scope="row">${title}</th>${designs.map((design) => html`<td>${cell(design)}</td>`)}</tr>`;
  const { value: rate } = explanation.rate;
  return wide(
    "Other differences between the designs",
    html`<table class="wide compare"><caption class="hidden">Other differences between the designs</caption>
<thead><tr><td></td>${designs.map(({ title, isChosen }) => html`<th scope="col"${isChosen && html` class="chosen"`}>${title}</th>`)}</tr></thead>
<tbody>${[
      row(
        "The caller gets an answer after",
        ({ figures: { answer } }) =>
          `${formatSeconds(answer.seconds)}${answer.is === "accepted" ? " (work accepted)" : ""}`,
      ),
      row("The workflow ends after", ({ figures }) => formatSeconds(figures.doneSeconds)),
      row(`Functions that run at once, at ${formatRuns(rate)}`, ({ figures }) =>
        formatNumber(figures.environments),
      ),
      row(
        "Runs in which the caller gets an answer, if each step is available 99.9 % of the time",
        ({ figures }) => percent(figures.availability.answer),
      ),
      row(
        "Most calls of the last step, if it keeps failing and each level retries",
        ({ figures }) => formatNumber(figures.worstCase.callsOfLastStep),
      ),
      row("If a step is down for ten minutes", ({ figures }) => figures.outage.sentence),
    ]}</tbody></table>`,
  );
}
