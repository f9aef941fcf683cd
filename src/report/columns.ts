/** Two columns of a line. */
export interface Row {
  readonly left: string;
  readonly right: string;
}

/** Returns how wide the first of two columns is. */
export const columnOf = (rows: readonly Row[]): number =>
  Math.max(...rows.map(({ left }) => left.length));

/** Returns rows as lines whose second column begins where the first one ends. */
export const inColumns = (
  rows: readonly Row[],
  paint: (left: string) => string = (left) => left,
  column = columnOf(rows),
): string[] =>
  rows.map(({ left, right }) =>
    `  ${paint(left)}${" ".repeat(column - left.length)}  ${right}`.trimEnd(),
  );
