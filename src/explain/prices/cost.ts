import { sumOf } from "../../lists.ts";
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
export function costOf(plain: readonly Usage[], more: readonly AddedUsage[] = []): Cost {
  const items = [
    ...plain.map((usage) => itemOf(usage, { of: "pattern" })),
    ...more.map((usage) => itemOf(usage, { of: "added", why: usage.why })),
  ].filter(({ quantity }) => quantity > LEAST_QUANTITY);
  const pattern = usdOf({ items }, ({ of }) => of === "pattern");
  const added = usdOf({ items }, ({ of }) => of === "added");
  return { items, pattern, added, total: pattern + added };
}

function itemOf(
  { kind, quantity, unit, price }: Usage,
  origin: Pick<CostItem, "of" | "why">,
): CostItem {
  return { kind, usd: quantity * price * MILLION, quantity, unit, ...origin };
}

/** Returns what some of the items cost together. */
export const usdOf = ({ items }: Pick<Cost, "items">, isMeant: (item: CostItem) => boolean) =>
  sumOf(items.filter(isMeant), ({ usd }) => usd);
