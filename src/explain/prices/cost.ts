import type { Cost, CostItem, CostKind } from "../explanation.ts";

/** Says what one run uses of something, and what one unit of it costs. */
export interface Usage {
  readonly kind: CostKind;
  readonly quantity: number;
  readonly unit: string;
  readonly price: number;
}

/** Says what the generated project uses on top of the plain design, and what for. */
export interface AddedUsage extends Usage {
  readonly why: string;
}

const MILLION = 1_000_000;

/** Smaller quantities are rounding errors of floating point. */
const LEAST_QUANTITY = 1e-12;

/** Returns what a million runs cost, by item; what is not used is left out. */
export function costOf(pattern: readonly Usage[], added: readonly AddedUsage[] = []): Cost {
  const items = [
    ...pattern.map((usage) => itemOf(usage, { of: "pattern" })),
    ...added.map((usage) => itemOf(usage, { of: "added", why: usage.why })),
  ].filter(({ quantity }) => quantity > LEAST_QUANTITY);
  const sum = (of: CostItem["of"]) =>
    items.reduce((total, item) => (item.of === of ? total + item.usd : total), 0);
  const [plain, more] = [sum("pattern"), sum("added")];
  return { items, pattern: plain, added: more, total: plain + more };
}

function itemOf(
  { kind, quantity, unit, price }: Usage,
  origin: Pick<CostItem, "of" | "why">,
): CostItem {
  return { kind, usd: quantity * price * MILLION, quantity, unit, ...origin };
}
