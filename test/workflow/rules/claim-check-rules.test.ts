import { expect, test } from "vitest";
import { orderProcessing } from "../../../src/workflow/order-processing.ts";
import { checkRules } from "../../../src/workflow/rules/rules.ts";
import { taskSteps } from "../../../src/workflow/steps/traversal.ts";
import type {
  ChoiceStep,
  MapStep,
  Step,
  TaskStep,
  Workflow,
} from "../../../src/workflow/workflow.ts";

const [example] = taskSteps(orderProcessing);
if (!example) throw new Error("The example has no step.");
const { compensation: _, ...plain } = example;

const task = (name: string, settings: Partial<TaskStep> = {}): TaskStep => ({
  ...plain,
  name,
  ...settings,
});
const large = task("make-report", { claimCheck: true });
const workflow = (...steps: Step[]): Workflow => ({ name: "w", infrastructure: "sam", steps });

const choice = (branches: ChoiceStep["branches"]): ChoiceStep => ({
  form: "choice",
  name: "is-large",
  branches,
});
const map = (settings: Partial<MapStep>): MapStep => ({
  form: "map",
  name: "each-line",
  catch: [],
  onFailure: "fail",
  items: "input.lines",
  steps: [],
  ...settings,
});

test("what is behind a claim check decides no branch", () => {
  const path = "results.makeReport.pages";
  const [problem, ...others] = checkRules(
    workflow(
      large,
      choice([
        { when: { path: "input.total", operator: "isPresent", value: true }, steps: [] },
        {
          when: { any: [{ not: { path, operator: "greaterThan", value: 9 } }] },
          steps: [],
        },
      ]),
    ),
  );
  expect(problem).toMatchObject({
    code: "CLAIM_CHECKED_RESULT",
    message: expect.stringMatching(/^Step "is-large": "results.makeReport.pages" is in the result/),
    at: ["steps", 1, "choice", 1, "when", "any", 0, "not", "path"],
  });
  expect(others).toEqual([]);
});

test("what is behind a claim check is no list of items", () => {
  const problems = checkRules(
    workflow(large, map({ items: "results.makeReport.lines", steps: [task("ship")] })),
  );
  expect(problems).toMatchObject([
    { code: "CLAIM_CHECKED_RESULT", at: ["steps", 1, "map", "items"] },
  ]);
});

test("a step for each item takes no claim check, the fallback of all of them does", () => {
  const { form: _form, compensation: _compensation, fallback: _fallback, ...rest } = large;
  const fallback = { ...rest, catch: [], onFailure: "fail" as const };
  const problems = checkRules(
    workflow(
      map({ steps: [large], onFailure: "fallback", fallback: { ...fallback, name: "all" } }),
    ),
  );
  expect(problems).toMatchObject([
    { code: "CLAIM_CHECK_IN_MAP", at: ["steps", 0, "map", "steps", 0, "claimCheck"] },
  ]);
});

test("a key inside of a branch is read from steps before the branch, not from other branches", () => {
  const keyed = (step: string) =>
    task("pay", { idempotency: { key: `results.${step}.id`, windowSeconds: 60 } });
  const codes = (step: string) => {
    const nested = workflow(
      task("create-order"),
      choice([
        {
          when: { path: "input.total", operator: "isPresent", value: true },
          steps: [task("first"), keyed(step)],
        },
        { steps: [task("other")] },
      ]),
      task("later"),
    );
    return checkRules(nested).map(({ code }) => code);
  };
  expect(codes("createOrder")).toEqual([]);
  expect(codes("first")).toEqual([]);
  expect(codes("other")).toEqual(["UNKNOWN_RESULT"]);
  expect(codes("later")).toEqual(["UNKNOWN_RESULT"]);
  const after = workflow(choice([{ steps: [task("first")] }]), keyed("first"));
  expect(checkRules(after).map(({ code }) => code)).toEqual(["UNCERTAIN_RESULT"]);
});
