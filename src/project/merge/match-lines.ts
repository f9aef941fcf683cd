import { diffArrays } from "diff";

/** Lines of both texts, from `from` up to but without `to`. */
interface Range {
  readonly from: readonly [a: number, b: number];
  readonly to: readonly [a: number, b: number];
}

/**
 * The most lines that may differ where no line tells where it belongs: beyond, time would grow with the square of them.
 */
const MOST_EDITS = 1000;

/**
 * Returns for each line of `a` the line of `b` that it is, or -1, in the order of both. Takes time in proportion to the
 * number of lines: lines that both texts have once say what belongs together, as in the patience diff, and only what is
 * between those is compared one by one.
 */
export function matchLines(a: readonly string[], b: readonly string[]): Int32Array {
  const matches = new Int32Array(a.length).fill(-1);
  const open: Range[] = [{ from: [0, 0], to: [a.length, b.length] }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const rest = trimmed(a, b, range, matches);
    if (rest.from[0] === rest.to[0] || rest.from[1] === rest.to[1]) continue;
    const anchors = anchorsIn(a, b, rest);
    if (anchors.length === 0) matchEach(a, b, rest, matches);
    let from = rest.from;
    for (const [index, match] of anchors) {
      open.push({ from, to: [index, match] });
      matches[index] = match;
      from = [index + 1, match + 1];
    }
    if (anchors.length > 0) open.push({ from, to: rest.to });
  }
  return matches;
}

/** Matches the lines that both begin and end with, and returns what is between them. */
function trimmed(
  a: readonly string[],
  b: readonly string[],
  { from, to }: Range,
  matches: Int32Array,
): Range {
  let [start, startB] = from;
  let [end, endB] = to;
  while (start < end && startB < endB && a[start] === b[startB]) matches[start++] = startB++;
  while (start < end && startB < endB && a[end - 1] === b[endB - 1]) matches[--end] = --endB;
  return { from: [start, startB], to: [end, endB] };
}

/** Returns the pairs of lines that both have once, as many as are in the same order in both. */
function anchorsIn(
  a: readonly string[],
  b: readonly string[],
  { from, to }: Range,
): (readonly [number, number])[] {
  const places = onceIn(b, from[1], to[1]);
  const pairs = [...onceIn(a, from[0], to[0])].flatMap(([line, index]) => {
    const match = places.get(line);
    return match === undefined || match < 0 || index < 0 ? [] : [[index, match] as const];
  });
  return increasing(pairs);
}

/** Returns the lines with their places, which are -1 for those that are there more than once. */
function onceIn(lines: readonly string[], from: number, to: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let index = from; index < to; index++) {
    const line = lines[index] as string;
    places.set(line, places.has(line) ? -1 : index);
  }
  return places;
}

/** Returns the longest selection of pairs, which are in the order of the first, that is in the order of the second too. */
function increasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  interface Link {
    readonly pair: readonly [number, number];
    readonly previous: Link | undefined;
  }
  /** By length: the end of the selection that ends first. */
  const ends: Link[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as Link).pair[1] < pair[1]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, previous: ends[low - 1] };
  }
  const found: (readonly [number, number])[] = [];
  for (let link = ends.at(-1); link !== undefined; link = link.previous) found.push(link.pair);
  return found.reverse();
}

function matchEach(
  a: readonly string[],
  b: readonly string[],
  { from, to }: Range,
  matches: Int32Array,
): void {
  const [one, other] = [a.slice(from[0], to[0]), b.slice(from[1], to[1])];
  const parts = diffArrays(one, other, { maxEditLength: MOST_EDITS }) ?? [];
  let [index, match] = from;
  for (const { added, removed, count } of parts) {
    if (added) match += count;
    else if (removed) index += count;
    else for (let left = count; left > 0; left--) matches[index++] = match++;
  }
}
