import type { CostKind } from "../explanation.ts";

/** Names the kinds of cost in the words of a bill. */
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
