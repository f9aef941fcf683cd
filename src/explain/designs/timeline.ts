import { sumOf } from "../../lists.ts";
import type { Explanation, Timeline, TimelineBar } from "../explanation.ts";
import { type Part, tidy, wallSeconds } from "./course.ts";

/** Shorter waits than this are rounding errors of sums of fractions. */
export const SHORTEST_WAIT = 1e-6;

/** Returns who works and who waits in a nested chain, and where nobody waits. */
export const timelinesOf = (course: readonly Part[]): Explanation["timeline"] => ({
  nested: timelineOf(course, true),
  decoupled: timelineOf(course, false),
});

/**
 * Returns when each function works, and in a nested chain how long it waits: for all that follows it in
 * its own branch. Of a map the first item is shown.
 */
export function timelineOf(parts: readonly Part[], isNested: boolean): Timeline {
  const seconds = wallSeconds(parts);
  const bars = barsOf(parts, { from: 0, end: seconds, times: 1 });
  return { seconds, bars: isNested ? bars : bars.map((bar) => ({ ...bar, waits: 0 })) };
}

/** The begin and end of a sequence, and the number of its runs. */
interface Stretch {
  readonly from: number;
  readonly end: number;
  readonly times: number;
}

function barsOf(parts: readonly Part[], { from, end, times }: Stretch): TimelineBar[] {
  let start = from;
  return parts.flatMap((part) => {
    const bars = barsOfPart(part, { from: start, end, times });
    start = tidy(start + wallSeconds([part]));
    return bars;
  });
}

function barsOfPart(part: Part, stretch: Stretch): TimelineBar[] {
  const { from, end, times } = stretch;
  switch (part.kind) {
    case "function": {
      const works = part.seconds.value;
      const waits = Math.max(0, tidy(tidy(end - from) - works));
      return [{ step: part.name, kind: "function", start: from, works, waits, times }];
    }
    case "pause":
      return [
        { step: part.name, kind: "pause", start: from, works: part.seconds, waits: 0, times },
      ];
    case "one":
      return part.inside.flatMap((branch) => barsOf(branch, stretch));
    case "all":
    case "each":
      return part.inside.flatMap((branch) =>
        barsOf(branch, {
          from,
          end: tidy(from + wallSeconds(branch)),
          times: part.kind === "each" ? times * part.items : times,
        }),
      );
  }
}

/** Returns the seconds that are paid for: a pause costs nothing. */
export function paid(bars: readonly TimelineBar[], of: "works" | "waits"): number {
  const sum = sumOf(bars, (bar) => (bar.kind === "function" ? bar[of] * bar.times : 0));
  return sum < SHORTEST_WAIT ? 0 : sum;
}
