import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { Message } from "../../../src/messages/message.ts";
import { checkWorkflow, parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import { workflowArbitrary } from "../arbitrary/arbitrary.ts";

function isUsable({ code, message, suggestion, line, column }: Message, lines: string[]): boolean {
  const length = lines[(line ?? 0) - 1]?.length ?? -1;
  return (
    /^[A-Z][A-Z0-9_]+$/.test(code) &&
    /^\P{Cc}+$/u.test(message) &&
    /^\P{Cc}+$/u.test(suggestion ?? "") &&
    (column ?? 0) >= 1 &&
    (column ?? 0) <= length + 1
  );
}

function expectAnswer(text: string): void {
  const { workflow, problems } = parseWorkflow(text, "-");
  const lines = text.split("\n");
  expect(problems.length === 0).toBe(workflow !== undefined);
  expect(problems.filter((problem) => !isUsable(problem, lines))).toEqual([]);
}

const key = fc.constantFrom(
  ...["name", "description", "transport", "infrastructure", "steps", "timeout", "retry", "catch"],
  ...["onFailure", "fallback", "compensation", "concurrency", "idempotency", "errors", "interval"],
  ...["maxAttempts", "maxDelay", "wait", "__proto__", "constructor", "toString", "<<"],
);

const junk = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      fc.string(),
      fc.constantFrom("a", "30s", "queue", "compensate", "fallback", "../x", "States.ALL", "con"),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.dictionary(key, tie("value"), { maxKeys: 6 }),
    fc.array(tie("value"), { maxLength: 4 }),
  ),
})).value;

const junkWorkflow = fc.record({
  name: fc.constant("w"),
  steps: fc.array(fc.dictionary(key, junk, { maxKeys: 8 }), { maxLength: 4 }),
});

test("any data gets an answer", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), junk, junkWorkflow), (value) => {
      const { workflow, problems } = checkWorkflow(value);
      expect(problems.length > 0).toBe(workflow === undefined);
    }),
    { numRuns: 500 },
  );
});

test("any text gets an answer, with positions inside of it", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."ab:-[]{}&*!|>'\"%@`#,?~ \n\t\r") }),
    fc.oneof(junk, junkWorkflow).map((value) => JSON.stringify(value, undefined, 2) ?? ""),
    fc.oneof(junk, junkWorkflow).map((value) => stringify(value)),
  );
  fc.assert(fc.property(text, expectAnswer), {
    numRuns: 1_000,
    examples: [["name: w\nsteps: [{ name: a, retry: { maxAttempts: { toString: 1 } } }]\n"]],
  });
});

test("any change to a valid text gets an answer, with positions inside of it", () => {
  const change = fc.record({
    at: fc.nat({ max: 2_000 }),
    removed: fc.nat({ max: 20 }),
    added: fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom(
        "\n",
        "\t",
        "  ",
        ": ",
        "- ",
        "fallback",
        "&a ",
        "*a",
        "'",
        '"',
        "\r\n",
        "\uFEFF",
      ),
    ),
  });
  fc.assert(
    fc.property(
      workflowArbitrary,
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (workflow, changes) => {
        const text = changes.reduce((text, { at, removed, added }) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + added + text.slice(place + removed);
        }, writeWorkflow(workflow));
        expectAnswer(text);
      },
    ),
    { numRuns: 500 },
  );
});
