import { sumOf } from "../../lists.ts";
import type { painter } from "../../report/colour.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import { countedDesigns } from "../designs/counted-designs.ts";
import { COST_KINDS, type CountedDesign, type Explanation, type Figures } from "../explanation.ts";
import { usdOf } from "../prices/cost.ts";
import { formatNumber, formatSeconds, formatUsd } from "../prices/usd.ts";
import { DESIGN_NAMES } from "./design-names.ts";

type Paint = ReturnType<typeof painter>;

interface Row {
  readonly label: string;
  readonly cells: readonly string[];
  readonly style?: "bold";
}

/** Columns that every label has room in, and the most that labels are given. */
const [SHORTEST_LABEL, LONGEST_LABEL] = [16, 28];

const COMPACT = { notation: "compact" } as const;

/** Ways to write an amount, the most exact first: the first that fits into the width is taken. */
const AMOUNTS: readonly ((usd: number) => string)[] = [
  formatUsd,
  (usd) => formatNumber(usd, 0),
  (usd) => usd.toLocaleString("en-US", COMPACT),
];

/** Returns the designs side by side, a row for each figure, the design of the workflow in bold. */
export function tableLines(explanation: Explanation, width: number, paint: Paint): string[] {
  const designs = countedDesigns(explanation);
  const gap = width < 80 ? 2 : 4;
  const tables = AMOUNTS.map((format) => withHead(designs, rowsOf(designs, format)));
  const room = (rows: readonly Row[]) =>
    width - sumOf(widthsOf(rows), (one) => one) - gap * designs.length;
  const rows = tables.find((one) => room(one) >= SHORTEST_LABEL) ?? tables.at(-1) ?? [];
  const widths = widthsOf(rows);
  const labelWidth = Math.min(LONGEST_LABEL, room(rows));
  return rows.map(({ label, cells, style }) => {
    const shown = cells.map((cell, index) => {
      const text = cell.padStart((widths[index] ?? 0) + gap);
      return designs[index]?.isChosen ? paint("bold", text) : text;
    });
    const text = label.padEnd(labelWidth);
    return `${style ? paint(style, text) : text}${shown.join("")}`.trimEnd();
  });
}

const widthsOf = (rows: readonly Row[]): number[] =>
  (rows[0]?.cells ?? []).map((_, index) =>
    Math.max(...rows.map(({ cells }) => cells[index]?.length ?? 0)),
  );

function withHead(designs: readonly CountedDesign[], rows: readonly Row[]): Row[] {
  const cells = designs.map(({ id }) => DESIGN_NAMES[id].head);
  return [{ label: "USD/million", cells, style: "bold" }, ...rows];
}

function rowsOf(designs: readonly CountedDesign[], usd: (amount: number) => string): Row[] {
  const row = (label: string, cell: (figures: Figures) => string, style?: Row["style"]): Row => ({
    label,
    cells: designs.map(({ figures }) => cell(figures)),
    ...(style && { style }),
  });
  const orNone = (amount: number) => (amount === 0 ? "-" : usd(amount));
  const items = COST_KINDS.map((kind) =>
    row(`  ${sentence(kind)}`, ({ cost }) =>
      orNone(usdOf(cost, (item) => item.kind === kind && item.of === "pattern")),
    ),
  ).filter(({ cells }) => cells.some((cell) => cell !== "-"));
  return [
    ...items,
    row("Plain design", ({ cost }) => usd(cost.pattern)),
    row("+ generated", ({ cost }) => orNone(cost.added)),
    row("Total", ({ cost }) => usd(cost.total), "bold"),
    row("Billed waiting", ({ paidSeconds }) =>
      paidSeconds.waiting === 0 ? "-" : compact(formatSeconds(paidSeconds.waiting)),
    ),
    row("Environments", ({ environments }) => formatCount(Math.ceil(environments))),
    row("Answer after", ({ answer }) => compact(formatSeconds(answer.seconds))),
    row("Ends after", ({ doneSeconds }) => compact(formatSeconds(doneSeconds))),
    row("Answered", ({ availability }) => `${formatNumber(availability.answer * 100, 2)}%`),
    row("Most calls", ({ worstCase }) => formatCount(worstCase.callsOfLastStep)),
  ];
}

const compact = (text: string): string => text.replace(" ", "");

/** Returns a number of something, in short where nobody would count that far. */
const formatCount = (count: number): string =>
  count < 1e6 ? formatNumber(count, 0) : count.toLocaleString("en-US", COMPACT);
