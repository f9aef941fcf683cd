/**
 * The order in which Biome sorts imports: digits that follow each other count as one number, the
 * one with fewer digits first.
 */
export function importOrder(one: string, other: string): number {
  const start = startOfDifference(one, other);
  const part = partAt(one, start);
  const otherPart = partAt(other, start);
  const areNumbers = /^\d/.test(part) && /^\d/.test(otherPart);
  if (areNumbers && part.length !== otherPart.length) return part.length - otherPart.length;
  if (part === otherPart) return 0;
  return part < otherPart ? -1 : 1;
}

/** Returns the offset at which the first part begins in which two texts differ. */
function startOfDifference(one: string, other: string): number {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const isInNumber = isDigit(one[start]) || isDigit(other[start]);
  while (isInNumber && isDigit(one[start - 1])) start--;
  return start;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

/** A number or one other character; empty at the end. */
function partAt(text: string, start: number): string {
  return /^(?:\d+|\D)?/.exec(text.slice(start))?.[0] ?? "";
}
