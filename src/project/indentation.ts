import { normalise } from "./line-endings.ts";

/** What code may be indented with, besides the two spaces of what is generated. */
const UNITS = ["\t", "    "];

/**
 * Generated TypeScript with the indentation of `model`, so that a project whose formatter indents with tabs, or wider,
 * can be merged: else all lines would differ. It is the one with which most lines are in `model`.
 */
export function indentedAs(model: string, text: string): string {
  const lines = new Set(normalise(model).split("\n"));
  const shared = (one: string): number => one.split("\n").filter((line) => lines.has(line)).length;
  return UNITS.map((unit) => indentedWith(unit, text)).reduce(
    (best, other) => (shared(other) > shared(best) ? other : best),
    text,
  );
}

function indentedWith(unit: string, text: string): string {
  return text.replace(/^(?: {2})+/gm, (indent) => unit.repeat(indent.length / 2));
}
