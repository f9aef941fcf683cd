import { expect, test } from "vitest";
import { validateDraft } from "../../src/prompts/answers.ts";
import { ofItself, sentence } from "../../src/prompts/spoken.ts";

test.each([
  ["It is wrong", "Leave it out", "It is wrong. Leave it out."],
  ["It is wrong:", "Did you mean 3s?", "It is wrong. Did you mean 3s?"],
  ["It is wrong.", undefined, "It is wrong."],
  [
    "Workflow: it is wrong",
    'Write s or m, e.g. "timeout: 3d"',
    "It is wrong. Write s or m, e.g. 3d.",
  ],
  ["It is wrong", "Use transport: state-machine", "It is wrong. Use the transport state-machine."],
])("%s, and %s, are one line at the terminal", (message, suggestion, line) => {
  expect(sentence({ code: "ANY", message, ...(suggestion && { suggestion }) })).toBe(line);
});

test.each([
  ['Step "pay": the name is used.', "The name is used."],
  ['Step "pay" in branch 1 of "trip": maxDelay is short.', "maxDelay is short."],
  ['Compensation "undo" of step "pay": the name is used.', "The name is used."],
  ['Step "step-to-come-2-1" in "lines": it is nested.', "It is nested."],
  ['Step "other": the name is used.', 'Step "other": the name is used.'],
])("of a question about pay, %s is told as: %s", (verdict, told) => {
  expect(ofItself(() => verdict)({ name: "pay" })).toBe(told);
});

test("who answers is told which answer would work, not a line for workflow.yaml", () => {
  const check = ofItself((step) => validateDraft({ name: "shop", steps: [step] }));
  expect(check({ name: "pay", onFailure: "compensate" })).toBe(
    "onFailure is compensate, but neither this step nor an earlier one has a compensation. Add a compensation, or choose another way to fail.",
  );
  expect(check({ name: "wait", wait: "" })).toBe(
    'Wait takes a duration from 1s to 365d, not "". Write a whole number and s, m, h or d, e.g. 10m.',
  );
});

test("several blocks may wait for what is inside of them", () => {
  const parallel = (name: string) => ({ name, parallel: [] });
  expect(validateDraft({ name: "trip", steps: [parallel("one"), parallel("two")] })).toBe(true);
});
