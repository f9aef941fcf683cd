/**
 * The order in which Biome sorts imports: digits that follow each other count as one number, the
 * one with fewer digits first.
 */
export function importOrder(one: string, other: string): number {
  const others = parts(other);
  for (const [index, part] of parts(one).entries()) {
    const otherPart = others[index];
    if (otherPart === undefined) return 1;
    if (part === otherPart) continue;
    const areNumbers = /^\d/.test(part) && /^\d/.test(otherPart);
    if (areNumbers && part.length !== otherPart.length) return part.length - otherPart.length;
    return part < otherPart ? -1 : 1;
  }
  return one.length - other.length;
}

function parts(text: string): string[] {
  return text.match(/\d+|\D/g) ?? [];
}
