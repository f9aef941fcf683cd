import { expect, test } from "vitest";
import { withResults } from "../../../src/project/rename/step-names.ts";

const rename = { from: "pay", to: "charge-card" };

test.each([
  [
    "state.results.pay.id; state.errors?.pay",
    "state.results.chargeCard.id; state.errors?.chargeCard",
  ],
  ["state.results.payLater; my.pay", "state.results.payLater; my.pay"],
  [
    'const state = { results: { order: { pay: 1 }, pay: { of: "pay" } }, pay };',
    'const state = { results: { order: { pay: 1 }, chargeCard: { of: "pay" } }, pay };',
  ],
  ["({ results: { pay } }: State) => pay", "({ results: { chargeCard: pay } }: State) => pay"],
  [
    "const { order, pay = 1 } = state.results;",
    "const { order, chargeCard: pay = 1 } = state.results;",
  ],
  ["const { pay: paid } = state.results;", "const { chargeCard: paid } = state.results;"],
  ["const { pay } = state.results.order;", "const { pay } = state.results.order;"],
  ["results: { order: pay }", "results: { order: pay }"],
  ['results: { "}": 1, pay }', 'results: { "}": 1, chargeCard: pay }'],
])("what a step has left goes by its new name: %s", (code, expected) => {
  expect(withResults(code, rename)).toBe(expected);
});
