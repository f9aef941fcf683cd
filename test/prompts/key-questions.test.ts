import { expect, test } from "vitest";
import { askStepKey, stepQuestion } from "../../src/prompts/key-questions.ts";
import { PLACED_FLAGS } from "../../src/workflow/grammar/step-flags.ts";
import { type Answer, scriptedAsk } from "./scripted-ask.ts";

const asked = (at: readonly string[], answers: readonly Answer[], start = {}) =>
  askStepKey(scriptedAsk(answers), () => true, { name: "pay", ...start }, at);

test.each(PLACED_FLAGS.map(({ flag, at }) => [flag.name, at] as const))(
  "what --%s sets, a question sets too",
  (_, at) => {
    const { message, about, hint } = stepQuestion(
      "pay",
      ...at.filter((part) => part !== undefined),
    );
    const isFreeOfWords = at.join() === "claimCheck" || at[0] === "catch" || at[0] === "onFailure";
    expect(isFreeOfWords || message.includes("pay")).toBe(true);
    expect(message + about + hint).not.toContain("{}");
  },
);

test("what is answered is written as in workflow.yaml, and the default is left out", async () => {
  const retries = [
    { to: "Retries", with: "5" },
    { to: "Wait before", with: "2s" },
  ];
  expect(await asked(["retry"], retries)).toEqual({ name: "pay", retry: { maxAttempts: 5 } });
  expect(await asked(["retry"], [], { retry: { interval: "2s" } })).toEqual({ name: "pay" });
  expect(await asked(["concurrency"], [{ to: "at once", with: "x" }])).toEqual({
    name: "pay",
    concurrency: "x",
  });
  expect(await asked(["expected"], [{ to: "MB", with: "512" }])).toEqual({
    name: "pay",
    expected: { memory: 512 },
  });
  expect(await asked(["claimCheck"], [])).toEqual({ name: "pay", claimCheck: true });
});

test("of a step that is never tried again, no wait is asked for", async () => {
  const ask = scriptedAsk([{ to: "Retries", with: "0" }]);
  await askStepKey(ask, () => true, { name: "pay" }, ["retry"]);
  expect(ask.log).toEqual(["Retries after the first try (pay): 0"]);
});
