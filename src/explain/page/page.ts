import { createHash } from "node:crypto";
import assets from "virtual:page-assets";
import { formsIn } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import type { Explanation } from "../explanation.ts";
import type { RunStory } from "../stories/run-story.ts";
import { storiesOf } from "../stories/stories.ts";
import { billBars, billItems, comparison } from "./bill.ts";
import { captionOf } from "./caption.ts";
import { cards } from "./cards.ts";
import { casesTable } from "./cases.ts";
import { diagram } from "./diagram.ts";
import { embeddedJson, html, MADE_BY, type Markup } from "./markup.ts";
import { pageData } from "./page-data.ts";
import { timelines } from "./timeline.ts";

/**
 * Returns the page about a workflow: one file that loads nothing, and runs no script but its own.
 *
 * @param run what happened, shown before all that can happen
 */
export function explainPage(
  workflow: WorkflowWithTransport,
  explanation: Explanation,
  run?: RunStory,
): string {
  const { name, description } = explanation.workflow;
  const stories = storiesOf(workflow);
  const data = pageData(stories, run);
  const shown = data.steps.find(({ step }) => step === data.first.step)?.stories[data.first.story];
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${MADE_BY}">
<meta name="color-scheme" content="light dark">
<title>${name}: what it costs, and what happens when a step fails</title>
<style>${{ markup: assets.style }}</style>
</head>
<body>
<a class="skip" href="#fail">Skip to: make a step fail</a>
<header><p class="kicker">Costs and failures of the workflow</p><h1>${name}</h1>${description !== undefined && html`<p class="lead">${description}</p>`}</header>
<main>
${cards(explanation, data.first.step, shown)}
${section("time", "What works, what waits, and what AWS bills", html`<p class="legend-line"><span class="swatch work"></span>works <span class="swatch wait"></span>waits for another function, which AWS bills</p>${timelines(explanation)}<p class="note">${captionOf(workflow, explanation).join(" ")}</p>`)}
${section("bill", "The bill", html`${billBars(explanation)}${verdict(explanation)}<details><summary>Each item</summary>${billItems(explanation)}</details>`)}
${section("fail", run ? "What happened, and what else can happen" : "Make a step fail", html`<p>Choose a step, then choose what goes wrong with it. The page shows what happens, try by try.${inside(workflow)}</p><noscript><p class="note">Your browser does not run the script of this page. The table below has the same content.</p></noscript>${workshop(diagram(workflow), run !== undefined)}<details><summary>All failures as a table</summary>${casesTable(stories)}</details>`)}
${section("more", "Other differences between the designs", comparison(explanation))}
${section("how", "How the figures are calculated", sources(explanation))}
</main>
<script type="application/json" id="data">${embeddedJson(data)}</script>
<script>${{ markup: assets.script }}</script>
</body>
</html>
`;
  return markup;
}

function section(id: string, title: string, content: Markup): Markup {
  return html`<section id="${id}" class="part"><h2>${title}</h2>
${content}
</section>`;
}

function policy(): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; style-src ${hash(assets.style)}; script-src ${hash(assets.script)}; base-uri 'none'; form-action 'none'`;
}

/** Says what the stories assume about maps and choices. */
function inside(workflow: WorkflowWithTransport): string {
  return formsIn(workflow)
    .flatMap(({ explained }) => (explained?.told === undefined ? [] : ` ${explained.told}`))
    .join("");
}

function verdict({ verdict: { sentences } }: Explanation): Markup {
  return html`<div class="verdict"><h3>Which design fits, and why</h3><ul>${sentences.map((one) => html`<li>${one}</li>`)}</ul></div>`;
}

function workshop(picture: Markup, hasRun: boolean): Markup {
  return html`<div class="workshop">
<div class="picture"><p class="end">start</p>${picture}<p class="end">done</p></div>
<div class="story" id="story" hidden>
${hasRun && html`<p><button type="button" id="run">Show what happened again</button></p>`}
<h3 id="story-title"></h3>
<div id="faults" class="faults" role="group" aria-label="What goes wrong"></div>
<p id="ending" class="ending" role="status" aria-live="polite"></p>
<ol id="events" class="events" aria-label="What happens, in order"></ol>
</div>
</div>`;
}

function sources({ prices, architecture, notes }: Explanation): Markup {
  const pages = prices.pages.map(({ title, url }) =>
    /^https:\/\//.test(url)
      ? html`<li><a href="${url}" rel="noreferrer">${title}</a></li>`
      : html`<li>${title}</li>`,
  );
  return html`<p>The figures use the AWS prices of ${prices.region}${prices.date !== "" && ` of ${prices.date}`} for ${architecture}.</p><ul>${pages}${notes.map((one) => html`<li>${one}</li>`)}</ul>`;
}
