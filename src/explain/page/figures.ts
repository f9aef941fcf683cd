import type { CostKind, Design, Explanation, Figures } from "../explanation.ts";

/** A design that can be built, with its figures. */
export type CountedDesign = Design & { readonly figures: Figures };

/** Returns the designs that this workflow can be built with. */
export function countedDesigns({ designs }: Explanation): CountedDesign[] {
  return designs.filter((design): design is CountedDesign => "figures" in design);
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
