import { expect, test } from "vitest";
import { askKey, stepKey, wordsFor } from "../../../src/prompts/steps/key-question.ts";
import { PLACED_FLAGS } from "../../../src/workflow/grammar/step-flags.ts";
import { type Answer, scriptedAsk } from "../scripted-ask.ts";

const asked = (at: readonly string[], answers: readonly Answer[], start = {}) =>
  askKey(scriptedAsk(answers), () => true, { name: "pay", ...start }, at);

/** Keys whose questions are about more than a value, or that need none. */
const OTHERWISE = ["catch", "claimCheck", "onFailure"];

test.each(
  PLACED_FLAGS.map(({ flag, at }) => [flag.name, at.filter((part) => part !== undefined)] as const),
)("a question asks for the key of --%s", (_, at) => {
  const { message } = wordsFor(stepKey(...at), "pay");
  if (!OTHERWISE.includes(at[0] ?? "")) expect(message).toContain("pay");
  expect(message).not.toMatch(/[{}]/);
});

test("the value is written as in workflow.yaml, and the default is left out", async () => {
  expect(await asked(["retry", "maxAttempts"], [{ to: "Retries", with: "5" }])).toEqual({
    name: "pay",
    retry: { maxAttempts: 5 },
  });
  expect(await asked(["retry", "interval"], [], { retry: { interval: "2s" } })).toEqual({
    name: "pay",
  });
  expect(await asked(["concurrency"], [], { concurrency: 3 })).toEqual({
    name: "pay",
    concurrency: 3,
  });
});
