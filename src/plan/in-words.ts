/** `a, b and c`. */
export function enumerated(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** `function` for one, `functions` for any other number. */
export const plural = (noun: string, of: readonly unknown[]) =>
  of.length === 1 ? noun : `${noun}s`;

/** `once`, `2 times`. */
export const times = (count: number) => (count === 1 ? "once" : `${count} times`);
