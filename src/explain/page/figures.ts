import type { CostKind, Design, Explanation, Figures } from "../explanation.ts";

/** A design that can be built, with its figures. */
export type CountedDesign = Design & { readonly figures: Figures };

/** Returns the designs that this workflow can be built with. */
export function countedDesigns({ designs }: Explanation): CountedDesign[] {
  return designs.filter((design): design is CountedDesign => "figures" in design);
}

/** Returns a share as a percentage with as many digits as tell it from 100 %. */
export function percent(share: number): string {
  if (share === 1) return "100 %";
  const digits = share < 0.99 ? 0 : Math.min(6, Math.max(1, Math.ceil(-Math.log10(1 - share)) - 1));
  return `${(share * 100).toFixed(digits)} %`;
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
