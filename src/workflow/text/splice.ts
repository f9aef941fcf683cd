/** Another text in the place of a part of one. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Returns the splice that puts a text in at an offset. */
export const insertion = (at: number, text: string): Splice => ({ from: at, to: at, text });

/** Returns a text with all splices; those at one offset stay in the order given. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let at = 0;
  const parts = splices
    .toSorted((one, other) => one.from - other.from)
    .map((splice) => {
      const kept = text.slice(at, splice.from);
      at = splice.to;
      return kept + splice.text;
    });
  return parts.join("") + text.slice(at);
}
