import { chooseTransport } from "../../transports/choose-transport.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { transportOf } from "../../transports/registry.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import type { TransportName } from "../../workflow/workflow.ts";
import { ASSUMED, GENERATED_MEMORY_MB } from "../designs/assumptions.ts";
import { countedDesigns } from "../designs/counted-designs.ts";
import { IDLE_POLLS } from "../designs/decoupled.ts";
import type { Facts } from "../designs/facts.ts";
import type {
  CountedDesign,
  Design,
  DesignId,
  Explanation,
  Figures,
  Verdict,
} from "../explanation.ts";
import { usdOf } from "../prices/cost.ts";
import { formatNumber, formatRuns, formatSeconds, formatUsd } from "../prices/usd.ts";

const usd = ({ cost }: Figures): string => `${formatUsd(cost.total)} USD`;

/** Returns which design suits a workflow, and why, in at most five sentences. */
export function verdictOf(
  { workflow, functions }: Facts,
  designs: readonly Design[],
  given: Pick<Explanation, "steps" | "rate">,
): Verdict {
  const counted = countedDesigns({ designs });
  const figures = new Map(counted.map((design) => [design.id, design.figures]));
  const cheapest = cheapestOf(counted);
  const { transport, reason, simpler } = chooseTransport(workflow);
  const chosen = workflow.transport ?? (simpler ? undefined : transport);
  return {
    cheapest: cheapest.id,
    recommended: simpler?.design ?? designOf(transport),
    sentences: [
      nestedSentence(figures.get("nested"), functions.length),
      cheapestSentence(cheapest, counted.length),
      ...(chosen ? againstNested(chosen, figures, given.rate.value) : []),
      simpler?.reason ?? reason,
      ...assumedSentence(given),
    ],
  };
}

/** Returns the design that a transport is built as. */
export const designOf = (transport: TransportName): DesignId =>
  transportOf({ transport }).designs[0].id;

/** Returns the cheapest design; one function where a nested chain costs the same, as a single step is no chain. */
function cheapestOf(designs: readonly CountedDesign[]): CountedDesign {
  const [cheapest] = designs.toSorted(
    (one, other) =>
      one.figures.cost.total - other.figures.cost.total || (one.id === "one-function" ? -1 : 0),
  );
  if (!cheapest) throw new TypeError("No design does what the workflow says");
  return cheapest;
}

function nestedSentence(figures: Figures | undefined, functions: number): string {
  if (!figures) return "A chain of nested calls cannot run this workflow.";
  const { working, waiting } = figures.paidSeconds;
  if (functions === 1 || waiting === 0)
    return "No step waits for another, so AWS bills no waiting.";
  const wasted = figures.cost.items.find(({ kind }) => kind === "waiting")?.usd ?? 0;
  return `In the nested chain, AWS bills ${formatSeconds(working + waiting)} of computing for ${formatSeconds(working)} of work: waiting costs ${formatUsd(wasted)} of the ${usd(figures)} per million runs.`;
}

function cheapestSentence({ id, title, figures }: CountedDesign, outOf: number): string {
  if (outOf === 1)
    return `Only one design can run this workflow, ${title}: it costs ${usd(figures)} per million runs.`;
  const drawback =
    id === "one-function"
      ? ", but a failed run is lost or repeated as a whole"
      : id === "nested"
        ? ", but each function has to handle the failures of those that it calls"
        : "";
  return `${title} is the cheapest: ${usd(figures)}${drawback}.`;
}

/** Says whether a design is more expensive than the nested chain, and how long steps must take for that to change. */
function againstNested(
  transport: TransportName,
  figures: ReadonlyMap<DesignId, Figures>,
  runsPerSecond: number,
): string[] {
  const [own, nested] = [figures.get(designOf(transport)), figures.get("nested")];
  if (!own || !nested) return [];
  const { short, verb, advantage: bought } = descriptions[transport].words;
  const both = `${usd(own)} against ${formatUsd(nested.cost.total)}`;
  if (own.cost.total <= nested.cost.total) {
    return [`${sentence(short)} ${verb} cheaper than the nested chain, ${both}, and ${bought}.`];
  }
  const idle = idleUsd(own);
  if (idle > own.cost.total / 2) {
    const monthly = formatUsd((idle * runsPerSecond * SECONDS_OF_MONTH) / 1_000_000);
    return [
      `At ${formatRuns(runsPerSecond)}, most of the cost of queues comes from polling empty queues: ${monthly} USD a month, however many workflows run.`,
    ];
  }
  const factor = breakEven(own, nested);
  const until =
    factor === undefined ? "" : ` until the steps take ${formatNumber(factor)} times as long`;
  return [
    `${sentence(short)} ${verb} more expensive than the nested chain, ${both}${until}; in return, ${bought}.`,
  ];
}

const SECONDS_OF_MONTH = 730 * 3_600;

/** Returns what polls of idle queues cost in a million runs. */
const idleUsd = ({ cost }: Figures): number => usdOf(cost, ({ why }) => why === IDLE_POLLS);

/** Returns how many times as long the steps would have to take for the two to cost the same. */
function breakEven(own: Figures, nested: Figures): number | undefined {
  const growing = ({ cost }: Figures) =>
    usdOf(cost, ({ kind, of }) => (kind === "computing" || kind === "waiting") && of === "pattern");
  const faster = growing(nested) - growing(own);
  const fixed = (figures: Figures) => figures.cost.total - growing(figures);
  return faster > 0 ? (fixed(own) - fixed(nested)) / faster : undefined;
}

function assumedSentence({ steps, rate }: Pick<Explanation, "steps" | "rate">): string[] {
  const lacking = [
    ...assumedOf(steps, "seconds", `${ASSUMED.seconds} s a step`),
    ...assumedOf(steps, "memoryMb", `${GENERATED_MEMORY_MB} MB`),
    ...(rate.from === "assumed" ? [formatRuns(rate.value)] : []),
  ];
  if (lacking.length === 0) return [];
  return [
    `Unchain assumes ${lacking.join(", ")}: set the real values with --duration, --memory and --rate, or with expected in workflow.yaml.`,
  ];
}

function assumedOf(
  steps: Explanation["steps"],
  what: "seconds" | "memoryMb",
  value: string,
): string[] {
  const assumed = steps.filter((step) => step[what].from === "assumed").length;
  if (assumed === 0) return [];
  return [assumed === steps.length ? value : `${value} where none is given`];
}
