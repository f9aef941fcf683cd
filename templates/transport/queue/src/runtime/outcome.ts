/** What a workflow ends as. */
export type Outcome = "succeeded" | "compensated";
