import { compact } from "../../lists.ts";
import { painter } from "../../report/colour.ts";
import { wrap } from "../../report/wrap.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { countedDesigns } from "../designs/counted-designs.ts";
import type { Assumption, CountedDesign, Explanation } from "../explanation.ts";
import { formatNumber, formatRuns, formatSeconds, formatUsd } from "../prices/usd.ts";
import { DESIGN_NAMES } from "./design-names.ts";
import { tableLines } from "./table.ts";

const MIN_WIDTH = 60;
const MAX_WIDTH = 120;

/** The maximum number of listed steps; more are summed up. */
const LISTED_STEPS = 8;

/** Returns what is said of a workflow as text for a terminal of this width. */
export function explanationText(
  explanation: Explanation,
  { width, colour }: { readonly width: number; readonly colour: boolean },
): string {
  const paint = painter(colour);
  const columns = Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH);
  const { workflow, designs, verdict, notes } = explanation;
  const remarks = designs.flatMap((one) => {
    if ("cannot" in one) return [`${one.title}: not possible. ${one.cannot}`];
    const isCompared = one.isChosen || one.id === "nested";
    return isCompared
      ? [`${one.title}, if a step is down for ten minutes: ${one.figures.outage.sentence}`]
      : [];
  });
  return [
    paint("bold", workflow.name),
    ...wrap(circumstances(explanation), columns).map((line) => paint("dim", line)),
    ...wrap(stepsLine(explanation), columns),
    "",
    ...tableLines(explanation, columns, paint),
    "",
    ...remarks.flatMap((line) => wrap(line, columns)),
    "",
    ...verdict.sentences.flatMap((sentence) => wrap(`- ${sentence}`, columns)),
    "",
    ...wrap(notes.join(" "), columns).map((line) => paint("dim", line.trimStart())),
    "",
  ].join("\n");
}

function circumstances({ prices, architecture, rate, items }: Explanation): string {
  return [
    `Prices of ${prices.region}, ${architecture}${prices.date === "" ? "" : `, as of ${prices.date}`}`,
    ratePhrase(rate),
    ...(items ? [`${formatNumber(items.value, 0)} items per map${mark(items)}`] : []),
  ].join("; ");
}

const mark = ({ from }: Assumption): string => (from === "assumed" ? " (assumed)" : "");

/** Returns a rate with a mark where it is assumed. */
const ratePhrase = (rate: Assumption): string => `${formatRuns(rate.value)}${mark(rate)}`;

function stepsLine({ steps, timeline }: Explanation): string {
  if (steps.length > LISTED_STEPS) {
    const assumed = steps.filter(({ seconds }) => seconds.from === "assumed").length;
    return `${steps.length} functions, ${formatSeconds(timeline.decoupled.seconds)} from start to end${assumed > 0 ? `; the time of ${assumed} is assumed` : ""}`;
  }
  return steps
    .map(
      ({ name, seconds, memoryMb, times }) =>
        `${name} ${times > 1 ? `${formatNumber(times, 0)} × ` : ""}${formatSeconds(seconds.value)}${mark(seconds)} at ${memoryMb.value} MB`,
    )
    .join(", ");
}

/** Returns what is said of a workflow in four lines, for the end of the questions. */
export function explainInBrief(explanation: Explanation): string[] {
  const { steps, timeline, rate, workflow } = explanation;
  const known = countedDesigns(explanation);
  const assumed = steps.some(({ seconds }) => seconds.from === "assumed");
  const costs = known
    .filter(({ id }) => id !== "express")
    .map((one) => `${DESIGN_NAMES[one.id].brief} ${formatUsd(one.figures.cost.total)}`);
  const nested = known.find(({ id }) => id === "nested");
  const own = known.find(({ isChosen }) => isChosen);
  const name = descriptions[workflow.transport].words.short;
  const isWaited = nested && nested.figures.paidSeconds.waiting > 0;
  return [
    `A million runs of ${formatSeconds(timeline.decoupled.seconds)} each${assumed ? " (durations of steps assumed)" : ""} cost in USD:`,
    `  ${costs.join(", ")}.`,
    isWaited
      ? `With nested calls, AWS would bill ${formatSeconds(nested.figures.paidSeconds.waiting)} of waiting per run.`
      : "No step waits for another, so AWS bills no waiting.",
    environmentsLine(nested, own, name, rate),
  ];
}

function environmentsLine(
  nested: CountedDesign | undefined,
  own: CountedDesign | undefined,
  name: string,
  rate: Assumption,
): string {
  const count = (one: CountedDesign) => formatNumber(Math.ceil(one.figures.environments), 0);
  const held = compact([
    nested && `nested calls hold ${count(nested)}`,
    own && `${name} ${count(own)}`,
  ]);
  return `At ${ratePhrase(rate)}, ${held.join(", ")} functions at once.`;
}
