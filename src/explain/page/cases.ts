import { groupBy } from "../../lists.ts";
import type { StepStories, Story } from "../stories/stories.ts";
import { listed } from "../stories/words.ts";
import { html, type Markup } from "./markup.ts";

/** Lists what happens when each step goes wrong, the ways that come to the same in one row. */
export function casesTable(all: readonly StepStories[]): Markup {
  return html`<table class="cases"><caption>What can go wrong with each step, and what happens then</caption>
<thead><tr><th scope="col">Step</th><th scope="col">What goes wrong</th><th scope="col">What happens then</th></tr></thead>
${all.map(stepRows)}</table>`;
}

function stepRows({ step, stories }: StepStories): Markup {
  if (stories.length === 0) {
    return html`<tbody><tr><th scope="rowgroup">${step}</th><td colspan="2">Unchain found no input that leads to this step.</td></tr></tbody>`;
  }
  const groups = [
    ...groupBy(stories, ({ status, ending }) => JSON.stringify([status, ending])).values(),
  ];
  return html`<tbody>${groups.map(
    (
      group,
      index,
    ) => html`<tr>${index === 0 && html`<th scope="rowgroup" rowspan="${groups.length}">${step}</th>`}
<td>${listed(
      group.map(({ fault }) => fault.label),
      "or",
    )}</td><td>${ending(group[0])}</td></tr>`,
  )}</tbody>`;
}

function ending(story: Story | undefined): Markup | undefined {
  return (
    story &&
    html`<strong class="tone ${story.status}">${story.ending.title}.</strong> ${story.ending.text}`
  );
}
