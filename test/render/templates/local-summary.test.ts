import { expect, test } from "vitest";
import { importExcerpt } from "./import-excerpt.ts";

const summary = await importExcerpt("local/run.ts", "summary", "const endings", "/** `0.0 s`");

const event = (step: string, outcome: string, error: object | null = null) => ({
  at: 0,
  step,
  attempt: 1,
  outcome,
  error,
});
const error = { name: "Error", message: "out of stock." };
const simulation = {
  id: "a",
  state: { input: {}, results: {}, errors: {} },
  deadLetters: [],
};

test.each([
  ["succeeded", null, "The workflow succeeded."],
  ["failed", error, "The workflow failed after Error: out of stock."],
  ["compensated", error, "The workflow was compensated after Error: out of stock."],
  [
    "compensation-failed",
    error,
    "The workflow is half undone: refund failed for good, and a person must look.",
  ],
])("the local run says how a workflow that has %s ended", (status, error, line) => {
  const events = [event("charge", "failed", error), event("refund", "crashed")];
  expect(summary({ ...simulation, status, error, events }).split("\n")).toContain(line);
});
