/** `a, b and c`. */
export function enumerated(names: readonly string[], word: "and" | "or" = "and"): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}

/** `function` for one, `functions` for any other number. */
export const plural = (noun: string, of: readonly unknown[]) =>
  of.length === 1 ? noun : `${noun}s`;

/** Returns a number with its noun: `1 step`, `2 steps`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

/** Returns the first of some names, and how many more there are. */
export const firstOf = (names: readonly string[], most: number): string =>
  names.length > most
    ? `${names.slice(0, most).join(", ")} and ${names.length - most} more`
    : names.join(", ");

/** `once`, `2 times`. */
export const times = (count: number) => (count === 1 ? "once" : `${count} times`);
