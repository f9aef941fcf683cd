import { describe, expect, test } from "vitest";
import { planProject } from "../../src/plan/plan.ts";
import { quotaProblems, resourceCount } from "../../src/plan/quotas.ts";
import { renderProject } from "../../src/render/render.ts";
import type { WorkflowDocument } from "../../src/workflow/schema.ts";
import type { RoutedWorkflow } from "../../src/workflow/workflow.ts";
import { parseTemplate } from "../render/cloudformation.ts";
import { checked } from "./checked.ts";

const manySteps = (count: number, more: Partial<WorkflowDocument["steps"][number]> = {}) =>
  Array.from({ length: count }, (_, index) => ({ name: `step-${index}`, ...more }));

const problemsOf = (workflow: RoutedWorkflow) =>
  quotaProblems(planProject(workflow, { packageManager: "npm" }));

describe("a plan that one stack cannot hold is refused", () => {
  test.each([
    ["queue", 71, 70],
    ["state-machine", 123, 122],
  ] as const)("by the %s transport from %i steps on", (transport, tooMany, fitting) => {
    expect(problemsOf(checked(manySteps(tooMany), transport))).toMatchObject([
      { code: "TOO_MANY_RESOURCES", suggestion: expect.stringContaining("plit the workflow") },
    ]);
    expect(problemsOf(checked(manySteps(fitting), transport))).toEqual([]);
  });
});

test("a definition over 1 MiB is refused", () => {
  const errors = Array.from({ length: 400 }, (_, index) => `E${"x".repeat(90)}${index}`);
  const steps = manySteps(20, { catch: [{ errors, onFailure: "continue" }] });
  expect(problemsOf(checked(steps, "state-machine"))).toMatchObject([
    { code: "DEFINITION_TOO_LARGE" },
  ]);
});

test.each(["queue", "state-machine"] as const)(
  "the resources of the %s template are counted, with what SAM makes of them",
  (transport) => {
    const plan = planProject(
      checked(
        [
          { name: "a", compensation: "undo-a" },
          { name: "b", onFailure: "compensate" },
        ],
        transport,
      ),
      { packageManager: "npm" },
    );
    const template = renderProject(plan, "").get("template.yaml")?.content ?? "";
    const types = Object.values(parseTemplate(template).Resources).map(({ Type }) => Type);
    const made = types.flatMap((type) => {
      if (type === "AWS::Serverless::StateMachine") return [type, "role"];
      if (type !== "AWS::Serverless::Function") return [type];
      return transport === "queue" ? [type, "role"] : [type, "role", "version", "alias"];
    });
    expect(resourceCount(plan)).toBe(made.length);
  },
);
