import type { Cost, CostItem, CostKind } from "./explanation.ts";

/** What one run uses of something, and what one of it costs. */
export interface Usage {
  readonly kind: CostKind;
  readonly quantity: number;
  readonly unit: string;
  readonly price: number;
}

/** What the generated project has on top of the plain design, and what for. */
export interface AddedUsage extends Usage {
  readonly why: string;
}

const MILLION = 1_000_000;

/** Below a thousandth of a thousandth of one, a difference of floating point and nothing else. */
const NOTHING = 1e-12;

/** Returns what a million runs cost, by item; what is not used is left out. */
export function costOf(pattern: readonly Usage[], added: readonly AddedUsage[] = []): Cost {
  const items = [
    ...pattern.map((usage) => itemOf(usage, { of: "pattern" })),
    ...added.map((usage) => itemOf(usage, { of: "added", why: usage.why })),
  ].filter(({ quantity }) => quantity > NOTHING);
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
