import type { Workflow } from "../../workflow/workflow.ts";
import { itemsOf, ONLY_EXPECTED } from "../designs/assumptions.ts";
import { whyNotNested } from "../designs/at-once.ts";
import { courseOf, functionsIn } from "../designs/course.ts";
import { paid, SHORTEST_WAIT, timelinesOf } from "../designs/timeline.ts";
import type { Explanation, Timeline, TimelineBar } from "../explanation.ts";
import { formatSeconds, percent } from "../prices/usd.ts";
import { captionOf } from "./caption.ts";
import { html, MADE_BY, type Markup } from "./markup.ts";

const WIDTH = 760;
const MARGIN = 20;
/** Names and times are set in a typeface of fixed width, in which a character of 12 pixels is so wide. */
const CHARACTER_WIDTH = 7.3;
const LONGEST_NAME = 30;
/** Steps above which the bars are lower. */
const MANY = 10;
const HEADING = 30;
const SUMMARY = 40;
const LINE = 18;

const STYLE = `
  .paper { fill: #ffffff; stroke: #d5dbe3; }
  text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #16202e; }
  .title, .sum, .note { font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  .title, .sum { font-size: 14px; }
  .title { font-weight: 600; }
  .soft { fill: #526070; }
  .work { fill: #2f6fdf; }
  .wait { fill: #d92d3a; }
  .pause { fill: #d5dbe3; }
  .red { fill: #b3202c; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #1a2230; stroke: #344154; }
    text { fill: #eef2f7; }
    .soft { fill: #aab6c5; }
    .work { fill: #6ea2ff; }
    .wait { fill: #ff6b76; }
    .pause { fill: #344154; }
    .red { fill: #ff9aa2; }
  }
`;

/** Holds what the picture shows of a workflow. */
type Timed = Pick<Explanation, "timeline" | "steps" | "items">;

/** Returns the picture of a workflow that a project has: nobody says more than the workflow itself. */
export function ownTimelineSvg(workflow: Workflow): string {
  const course = courseOf(workflow, ONLY_EXPECTED);
  return timelineSvg(workflow, {
    timeline: timelinesOf(course),
    steps: functionsIn(course),
    items: itemsOf(ONLY_EXPECTED),
  });
}

/** Returns a picture for a README: who works and who waits when functions are nested, and when they are not. */
export function timelineSvg(workflow: Workflow, timed: Timed): string {
  const { nested, decoupled } = timed.timeline;
  const longest = Math.max(nested.seconds, decoupled.seconds, Number.MIN_VALUE);
  const names = [...nested.bars, ...decoupled.bars].map((bar) => nameOf(bar).length);
  const left = MARGIN + Math.max(...names, 0) * CHARACTER_WIDTH + 10;
  const times = [...nested.bars, ...decoupled.bars].map((bar) => timesOf(bar).join("").length);
  const right = WIDTH - MARGIN - Math.max(...times, 0) * CHARACTER_WIDTH - 10;
  const scale = (right - left) / longest;
  const unable = whyNotNested(workflow, nested) !== undefined;
  const first = chart(
    `Nested${unable ? ", if it could be done" : ""}: each function calls the next and waits, in red`,
    nested,
    14,
    left,
    scale,
  );
  const second = chart("Decoupled: nobody waits", decoupled, first.end, left, scale);
  const caption = captionOf(workflow, timed);
  const height = second.end + caption.length * LINE;
  const title = `${workflow.name}: who works and who waits`;
  const { markup } =
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">
<!-- ${MADE_BY} -->
<title id="title">${title}</title>
<desc id="description">${described(nested, decoupled)}</desc>
<style>${{ markup: STYLE }}</style>
<rect class="paper" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10"/>
${first.drawing}
${second.drawing}
${caption.map(
  (
    line,
    index,
  ) => html`<text class="note soft" x="${MARGIN}" y="${second.end + index * LINE}">${line}</text>
`,
)}</svg>
`;
  return markup;
}

function nameOf({ step, times }: TimelineBar): string {
  const name = step.length > LONGEST_NAME ? `${step.slice(0, LONGEST_NAME - 1)}…` : step;
  return times > 1 ? `${name} ×${times}` : name;
}

/** Returns what is written behind a bar: how long it works, and how long it waits. */
function timesOf({ kind, works, waits }: TimelineBar): [works: string, waits: string] {
  const working = kind === "pause" ? `pauses ${formatSeconds(works)}` : formatSeconds(works);
  return [working, waits > SHORTEST_WAIT ? ` + ${formatSeconds(waits)}` : ""];
}

function described(nested: Timeline, decoupled: Timeline): string {
  return `Nested: ${summary(nested)}. Decoupled: ${summary(decoupled)}.`;
}

function summary({ bars }: Timeline): string {
  const work = paid(bars, "works");
  const waiting = paid(bars, "waits");
  const all = work + waiting;
  return waiting > 0
    ? `${formatSeconds(all)} paid for ${formatSeconds(work)} of work, ${percent(waiting / all)} of it waiting`
    : `${formatSeconds(all)} paid, all of it work`;
}

function chart(
  title: string,
  timeline: Timeline,
  top: number,
  left: number,
  scale: number,
): { readonly drawing: Markup; readonly end: number } {
  const [height, gap] = timeline.bars.length > MANY ? [13, 3] : [20, 6];
  const rows = timeline.bars.map((bar, index) => {
    const y = top + HEADING + index * (height + gap);
    return row(bar, { y, height, left, scale });
  });
  const bottom = top + HEADING + timeline.bars.length * (height + gap);
  const drawing = html`<text class="title" x="${MARGIN}" y="${top + 16}">${title}</text>
${rows}<text class="sum" x="${round(left)}" y="${bottom + 14}">${summary(timeline)}</text>`;
  return { drawing, end: bottom + SUMMARY };
}

interface Placement {
  readonly y: number;
  readonly height: number;
  readonly left: number;
  readonly scale: number;
}

function row(bar: TimelineBar, { y, height, left, scale }: Placement): Markup {
  const { step, kind, start, works, waits } = bar;
  const [says, adds] = timesOf(bar);
  const base = round(y + height / 2 + 4);
  const width = Math.max(works * scale, 2);
  const x = left + start * scale;
  const rect = (className: string, at: number, wide: number, says: string) =>
    html`<rect class="${className}" x="${round(at)}" y="${y}" width="${round(wide)}" height="${height}" rx="2"><title>${says}</title></rect>
`;
  const pauses = kind === "pause";
  return html`<text x="${MARGIN}" y="${base}"><title>${step}</title>${nameOf(bar)}</text>
${rect(pauses ? "pause" : "work", x, width, `${step} ${pauses ? "pauses" : "works"} ${formatSeconds(works)}`)}${
  adds !== "" &&
  rect("wait", x + width, waits * scale, `${step} waits ${formatSeconds(waits)}, and is paid`)
}<text class="soft" x="${WIDTH - MARGIN}" y="${base}" text-anchor="end">${says}${
    adds !== "" && html`<tspan class="red">${adds}</tspan>`
  }</text>
`;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;
