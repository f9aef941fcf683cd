import { paid, SHORTEST_WAIT } from "../designs/timeline.ts";
import type { Explanation, Timeline, TimelineBar } from "../explanation.ts";
import { formatSeconds } from "../prices/usd.ts";
import { html, type Markup } from "./markup.ts";

/** The drawing is so many units wide, and a bar at least so many, so that it is seen. */
const ACROSS = 1000;
const LEAST = 5;

/** Draws the nested chain, with its waiting in red, beside the decoupled steps, on one scale. */
export function timelines({ timeline: { nested, decoupled }, designs }: Explanation): Markup {
  const unable = designs.find((design) => design.id === "nested" && "cannot" in design);
  const scale = ACROSS / Math.max(nested.seconds, decoupled.seconds, Number.MIN_VALUE);
  return html`<div class="pair">
${timelineTable("nested", `Nested${unable ? ", if it could be done" : ""}: each function calls the next, and waits`, nested, scale)}
${timelineTable("decoupled", "Decoupled: nobody waits", decoupled, scale)}
</div>`;
}

function timelineTable(id: string, title: string, { bars }: Timeline, scale: number): Markup {
  const work = paid(bars, "works");
  const waiting = paid(bars, "waits");
  return html`<table class="timeline ${id}">
<caption>${title}</caption>
<thead><tr><th scope="col">Step</th><th scope="col">When</th><th scope="col">Works</th><th scope="col">Waits</th></tr></thead>
<tbody>${bars.map((bar) => barRow(bar, scale))}</tbody>
<tfoot><tr><th scope="row" colspan="2">Billed: <strong>${formatSeconds(work + waiting)}</strong>${
    waiting > 0 ? html` for ${formatSeconds(work)} of work` : html`, all of it work`
  }</th><td>${formatSeconds(work)}</td><td class="wait">${waiting > 0 ? formatSeconds(waiting) : "none"}</td></tr></tfoot>
</table>`;
}

function barRow(bar: TimelineBar, scale: number): Markup {
  const { step, kind, start, works, times } = bar;
  const waits = bar.waits < SHORTEST_WAIT ? 0 : bar.waits;
  const pauses = kind === "pause";
  const shown = Math.max(works * scale, LEAST);
  const rect = (className: string, x: number, width: number) =>
    html`<rect class="${className}" x="${round(Math.min(x, ACROSS - LEAST))}" width="${round(Math.min(width, ACROSS - x))}" height="10"/>`;
  return html`<tr><th scope="row">${step}${times > 1 && html` <small>× ${times}</small>`}${pauses && html` <small>pauses</small>`}</th>
<td class="chart"><svg viewBox="0 0 ${ACROSS} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${[
    rect(pauses ? "pause" : "work", start * scale, shown),
    ...(waits > 0 ? [rect("wait", start * scale + shown, waits * scale)] : []),
  ]}</svg></td>
<td${pauses && html` class="note"`}>${formatSeconds(works)}</td><td class="wait">${waits > 0 ? formatSeconds(waits) : ""}</td></tr>`;
}

const round = (units: number) => Math.max(0, Math.round(units * 10) / 10);
