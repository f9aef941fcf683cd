import type { painter } from "../report/colour.ts";
import type { CostKind, Design, DesignId, Explanation, Figures } from "./explanation.ts";
import { formatNumber, formatSeconds, formatUsd } from "./usd.ts";

type Paint = ReturnType<typeof painter>;

const HEADS: Readonly<Record<DesignId, string>> = {
  nested: "Nested",
  "one-function": "One",
  queue: "Queue",
  standard: "Standard",
  express: "Express",
};

const KINDS: readonly (readonly [CostKind, string])[] = [
  ["computing", "Computing"],
  ["waiting", "Waiting"],
  ["requests", "Requests"],
  ["messages", "Messages"],
  ["transitions", "Transitions"],
  ["executions", "Executions"],
  ["table", "Table"],
  ["storage", "Storage"],
];

type Worked = Extract<Design, { readonly figures: unknown }>;

interface Row {
  readonly label: string;
  readonly cells: readonly string[];
  readonly style?: "bold" | "dim";
}

/** Columns between two cells. */
const GAP = 2;

/** Returns the designs side by side, a row for each figure, the design of the workflow in bold. */
export function tableLines(explanation: Explanation, width: number, paint: Paint): string[] {
  const designs = explanation.designs.filter((one) => "figures" in one);
  const exact = rowsOf(designs, formatUsd);
  const rows = fits(exact, width) ? exact : rowsOf(designs, (usd) => formatNumber(usd, 0));
  const cellWidth = widthOf(rows, designs) + GAP;
  const labelWidth = Math.min(28, width - cellWidth * designs.length);
  const line = ({ label, cells, style }: Row) => {
    const shown = cells.map((cell, index) => {
      const text = cell.padStart(cellWidth);
      return designs[index]?.isChosen && style !== "dim" ? paint("bold", text) : text;
    });
    const text = label.slice(0, labelWidth).padEnd(labelWidth);
    return `${style ? paint(style, text) : text}${shown.join("")}`.trimEnd();
  };
  const head = { label: "USD a million", cells: designs.map(({ id }) => HEADS[id]) };
  return [{ ...head, style: "bold" as const }, ...rows].map(line);
}

const LONGEST_LABEL = 15;

function widthOf(rows: readonly Row[], designs: readonly Design[]): number {
  const heads = designs.map(({ id }) => HEADS[id].length);
  return Math.max(...heads, ...rows.flatMap(({ cells }) => cells.map(({ length }) => length)));
}

function fits(rows: readonly Row[], width: number): boolean {
  const cells = rows.map(({ cells }) => cells.map(({ length }) => length + GAP));
  const widest = Math.max(...cells.flat());
  return LONGEST_LABEL + widest * (rows[0]?.cells.length ?? 0) <= width;
}

function rowsOf(designs: readonly Worked[], usd: (amount: number) => string): Row[] {
  const row = (label: string, cell: (figures: Figures) => string, style?: Row["style"]): Row => ({
    label,
    cells: designs.map(({ figures }) => cell(figures)),
    ...(style && { style }),
  });
  const sum = ({ cost }: Figures, kind: CostKind) =>
    cost.items.reduce(
      (total, item) => (item.kind === kind && item.of === "pattern" ? total + item.usd : total),
      0,
    );
  const orNone = (amount: number) => (amount === 0 ? "-" : usd(amount));
  const items = KINDS.map(([kind, label]) =>
    row(`  ${label}`, (figures) => orNone(sum(figures, kind))),
  ).filter(({ cells }) => cells.some((cell) => cell !== "-"));
  return [
    ...items,
    row("Plain design", ({ cost }) => usd(cost.pattern)),
    row("+ generated", ({ cost }) => orNone(cost.added)),
    row("Total", ({ cost }) => usd(cost.total), "bold"),
    row("Paid waiting", ({ paidSeconds }) =>
      paidSeconds.waiting === 0 ? "-" : compact(formatSeconds(paidSeconds.waiting)),
    ),
    row("Environments", ({ environments }) => formatNumber(Math.ceil(environments), 0)),
    row("Answer after", ({ answer }) => compact(formatSeconds(answer.seconds))),
    row("All done after", ({ doneSeconds }) => compact(formatSeconds(doneSeconds))),
    row("Answered", ({ availability }) => `${formatNumber(availability.answer * 100, 2)}%`),
    row("Most calls", ({ worstCase }) => calls(worstCase.callsOfLastStep)),
  ];
}

const compact = (text: string): string => text.replace(" ", "");

const calls = (count: number): string => (count < 1e6 ? formatNumber(count, 0) : ">1 mio");
