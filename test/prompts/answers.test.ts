import { expect, test } from "vitest";
import { sentence, validateDraft } from "../../src/prompts/answers.ts";

test.each([
  [{ message: "It is wrong", suggestion: "Leave it out" }, "It is wrong. Leave it out."],
  [{ message: "It is wrong:", suggestion: "Did you mean 3s?" }, "It is wrong. Did you mean 3s?"],
  [{ message: "It is wrong." }, "It is wrong."],
])("%j is one line at the terminal: %s", (finding, line) => {
  expect(sentence(finding)).toBe(line);
});

test("several blocks may wait for what is inside of them", () => {
  const parallel = (name: string) => ({ name, parallel: [] });
  expect(validateDraft({ name: "trip", steps: [parallel("one"), parallel("two")] })).toBe(true);
});
