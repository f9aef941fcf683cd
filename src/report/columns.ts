import { fold } from "./wrap.ts";

/** Two columns of a line. */
export interface Row {
  readonly left: string;
  readonly right: string;
}

/**
 * Returns rows as lines whose second column begins where the first one ends.
 *
 * @param look `width`: columns that a line may take; what is longer continues on the next one
 */
export function inColumns(
  rows: readonly Row[],
  look: { readonly paint?: (left: string) => string; readonly width?: number | undefined } = {},
): string[] {
  const { paint = String, width = Number.POSITIVE_INFINITY } = look;
  const column = Math.max(...rows.map(({ left }) => left.length));
  return rows.flatMap(({ left, right }) => {
    const line = `  ${paint(left)}${" ".repeat(column - left.length)}  ${right}`.trimEnd();
    if (4 + column + right.length <= width) return line;
    return [`  ${paint(left)}`, fold(`    ${right}`, width)];
  });
}
