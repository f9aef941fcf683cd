import fc from "fast-check";
import { expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments/arguments.ts";
import { flagsOfStep, positionOf, stepFromFlags } from "../../../src/cli/arguments/step-flags.ts";
import { RULE_FLAGS } from "../../../src/commands/definitions/rule-flags.ts";
import { textsOf } from "../../../src/commands/definitions/values.ts";
import type { StepAnswers } from "../../../src/prompts/answers.ts";
import type { Position } from "../../../src/workflow/text/edit/step-lists.ts";

function read(flags: readonly string[]) {
  const invocation = parseArguments(["add", "step", "send", ...flags], "unchain");
  if (invocation.kind !== "command" || invocation.command !== "add step") {
    throw new Error(JSON.stringify(invocation));
  }
  const { options } = invocation;
  return { ...options, rules: textsOf(RULE_FLAGS, options) };
}

test("every flag has its place in the step", () => {
  const flags = read([
    ...["--description", "Send it.", "--timeout", "10s", "--max-attempts", "5", "--interval", "1s"],
    ...["--backoff-rate", "1.5", "--max-delay", "2m", "--jitter", "none", "--concurrency", "4"],
    ...["--catch", "A, B:continue", "--catch=C:fail", "--on-failure", "fallback"],
    ...["--fallback", "mail", "--compensation", "recall", "--idempotency", "natural"],
  ]);
  expect(stepFromFlags("send", flags)).toEqual({
    name: "send",
    description: "Send it.",
    timeout: "10s",
    retry: { maxAttempts: 5, interval: "1s", backoffRate: 1.5, maxDelay: "2m", jitter: "none" },
    concurrency: 4,
    catch: [
      { errors: ["A", "B"], onFailure: "continue" },
      { errors: ["C"], onFailure: "fail" },
    ],
    onFailure: "fallback",
    fallback: "mail",
    compensation: "recall",
    idempotency: "natural",
  });
});

test("a pause, a question, a key and a claim check have flags too", () => {
  const step = (...flags: string[]) => stepFromFlags("send", read(flags));
  expect(step("--wait", "10m")).toEqual({ name: "send", wait: "10m" });
  expect(step("--approval", "3d", "--on-failure", "continue")).toEqual({
    name: "send",
    approval: { timeout: "3d" },
    onFailure: "continue",
  });
  expect(
    step("--idempotency-key", "input.id", "--idempotency-window", "1h", "--claim-check"),
  ).toEqual({ name: "send", idempotency: { key: "input.id", window: "1h" }, claimCheck: true });
});

test.each(["key", "window"])(
  "--idempotency natural and --idempotency-%s are a conflict",
  (kind) => {
    const flags = read(["--idempotency", "natural", `--idempotency-${kind}`, "1h"]);
    expect(stepFromFlags("send", flags)).toMatchObject([{ code: "CONFLICTING_FLAGS" }]);
  },
);

test("a number that is none is left to the check of the workflow", () => {
  expect(stepFromFlags("send", read(["--max-attempts", "many"]))).toMatchObject({
    retry: { maxAttempts: "many" },
  });
});

test.each(["PaymentDeclined", "A:", ":fail", "A:b:c"])("--catch %s is refused", (text) => {
  expect(stepFromFlags("send", read([`--catch=${text}`]))).toMatchObject([
    { code: "INVALID_VALUE", suggestion: "Use --catch PaymentDeclined,CardExpired:compensate" },
  ]);
});

test("what is asked can be said with flags: the same step, at the same place", () => {
  const text = fc.stringMatching(/^[A-Za-z][A-Za-z "'$-]{0,12}$/);
  const name = fc.stringMatching(/^[a-z]{1,6}$/);
  const onFailure = fc.constantFrom("fail" as const, "compensate" as const, "continue" as const);
  const step = fc.record(
    {
      name: fc.constant("send"),
      description: text,
      timeout: fc.constantFrom("1s", "15m"),
      retry: fc.record(
        {
          maxAttempts: fc.nat(9),
          interval: fc.constant("3s"),
          backoffRate: fc.constantFrom(1, 1.5),
          maxDelay: fc.constant("4m"),
          jitter: fc.constant("none"),
        },
        { requiredKeys: ["maxAttempts"] },
      ),
      catch: fc.array(
        fc.record({
          errors: fc.array(fc.stringMatching(/^[A-Z]{1,4}$/), { minLength: 1 }),
          onFailure,
        }),
        { minLength: 1 },
      ),
      onFailure,
      fallback: name,
      compensation: name,
      concurrency: fc.integer({ min: 1, max: 99 }),
      idempotency: fc.oneof(
        fc.constant("natural" as const),
        fc.record(
          { key: fc.constant("input.id"), window: fc.constant("1h") },
          { requiredKeys: ["key"] },
        ),
      ),
      claimCheck: fc.constant(true as const),
      wait: fc.constant("10m"),
      approval: fc.constant({ timeout: "3d" }),
    },
    { requiredKeys: ["name"] },
  );
  const position = fc.oneof<fc.Arbitrary<Position>[]>(
    fc.record({ after: name }),
    fc.record({ before: name }),
    fc.constant({ at: "end" }),
  );
  fc.assert(
    fc.property(step as fc.Arbitrary<StepAnswers>, position, (wanted, place) => {
      const flags = read(flagsOfStep(wanted, place) ?? []);
      expect(stepFromFlags("send", flags)).toEqual(wanted);
      expect(positionOf(flags)).toEqual(place);
    }),
  );
});

test.each<Partial<StepAnswers>>([
  { parallel: [{ steps: [{ name: "pick" }] }, { steps: [{ name: "pack" }] }] },
  { map: { items: "input.lines", steps: [{ name: "pick" }] } },
])("what no flag says is not said with flags: %j", (rules) => {
  expect(flagsOfStep({ name: "send", ...rules }, { at: "end" })).toBeUndefined();
});

test.each([
  ["PaymentDeclined", "Use --catch PaymentDeclined,CardExpired:compensate"],
  ["PaymentDeclined:undo", "Use --catch PaymentDeclined:compensate"],
])("--catch %s is told as a flag", (value, suggestion) => {
  expect(stepFromFlags("send", { rules: new Map([["catch", [value]]]) })).toEqual([
    { code: "INVALID_VALUE", message: expect.stringContaining("fallback"), suggestion },
  ]);
});
