import { expect, test } from "vitest";
import { explainPage } from "../../src/explain/page/page.ts";
import { runStory } from "../../src/explain/stories/run-story.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { orderExplanation } from "./order-explanation.ts";

const error = { name: "PaymentDeclined", message: "no\nmoney" };
const run = {
  status: "compensated",
  error,
  events: [
    { at: 0, step: "create-order", attempt: 1, outcome: "succeeded", error: null },
    { at: 0, step: "process-payment", attempt: 1, outcome: "crashed", timedOut: true, error: null },
    { at: 31_500, step: "process-payment", attempt: 2, outcome: "failed", error },
    { at: 31_500, step: "cancel-order", attempt: 1, outcome: "succeeded", error: null },
  ],
};

test("tells a run as stories are told, with its own times", () => {
  expect(runStory(orderProcessing, JSON.stringify(run))).toEqual({
    status: "compensated",
    ending: { title: "Everything is undone", text: "After PaymentDeclined: no\nmoney" },
    events: [
      {
        kind: "run",
        step: "create-order",
        works: true,
        tries: [{ what: "0 s: try 1 succeeded", works: true }],
      },
      {
        kind: "run",
        step: "process-payment",
        works: false,
        tries: [
          { what: "0 s: try 1 timed out", works: false, pause: "31.5 s later" },
          { what: "31.5 s: try 2 failed: PaymentDeclined: no", works: false },
        ],
      },
      {
        kind: "undo",
        step: "cancel-order",
        works: true,
        undoes: "create-order",
        tries: [{ what: "31.5 s: try 1 succeeded", works: true }],
      },
    ],
  });
});

test("the page shows it", () => {
  const story = runStory(orderProcessing, JSON.stringify(run));
  if (typeof story === "string") throw new Error(story);
  const workflow = { ...orderProcessing, transport: "state-machine" } as const;
  const page = explainPage(workflow, orderExplanation, story);
  expect(page).toContain("What happened, and what else can");
  expect(page).toContain("31.5 s: try 2 failed: PaymentDeclined: no");
});

test.each([
  ["no JSON", "{", "it is not what `npm run local -- --json` prints"],
  ["another document", "[]", "it is not what `npm run local -- --json` prints"],
  [
    "a status that there is not",
    JSON.stringify({ ...run, status: "constructor" }),
    "it is not what `npm run local -- --json` prints",
  ],
  [
    "a try without a time",
    JSON.stringify({ ...run, events: [{ ...run.events[0], at: "now" }] }),
    "it is not what `npm run local -- --json` prints",
  ],
  [
    "a run of another workflow",
    JSON.stringify({ ...run, events: [{ ...run.events[0], step: "weigh" }] }),
    "it has the step weigh, which is not in this workflow",
  ],
])("says what is wrong with %s", (_what, text, says) => {
  expect(runStory(orderProcessing, text)).toBe(says);
});
