import type { CostKind, Design, Explanation, Figures } from "../explanation.ts";

/** A design that can be built, with its figures. */
export type CountedDesign = Design & { readonly figures: Figures };

/** Returns the designs that this workflow can be built with. */
export function countedDesigns({ designs }: Explanation): CountedDesign[] {
  return designs.filter((design): design is CountedDesign => "figures" in design);
}

/** Returns US dollars for people: `27.93`, `1,204.50`. */
export function dollars(usd: number): string {
  return usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Returns a time for people: `0.2 s`, `2 min 5 s`, `3 d`. */
export function time(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(seconds < 0.1 ? 2 : 1))} s`;
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** Returns a share as a percentage with as many digits as tell it from 100 %. */
export function percent(share: number): string {
  if (share === 1) return "100 %";
  const digits = share < 0.99 ? 0 : Math.min(6, Math.max(1, Math.ceil(-Math.log10(1 - share)) - 1));
  return `${(share * 100).toFixed(digits)} %`;
}

/** Returns a count for people: `60,000`. */
export function count(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: number < 10 ? 1 : 0 });
}

/** The words of a bill. */
export const COST_WORDS: Readonly<Record<CostKind, string>> = {
  computing: "computing",
  waiting: "waiting",
  requests: "calls of functions",
  messages: "messages",
  transitions: "state transitions",
  executions: "executions",
  table: "records of what was done",
  storage: "large results",
};
