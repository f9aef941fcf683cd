import type { CostKind } from "../explanation.ts";

/** Names the kinds of cost in the words of a bill. */
export const COST_WORDS: Readonly<Record<CostKind, string>> = {
  computing: "computing",
  waiting: "waiting",
  requests: "function calls",
  messages: "messages",
  transitions: "state transitions",
  executions: "executions",
  table: "idempotency records",
  storage: "results in S3",
};
