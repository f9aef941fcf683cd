import { expect, test, vi } from "vitest";
import { planProject } from "../../src/plan/plan.ts";
import { projectTests } from "../../src/plan/project-tests.ts";
import { ruleTests } from "../../src/plan/rule-tests.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";

vi.mock("../../src/plan/rule-tests.ts", { spy: true });

test("scenarios are searched once for a workflow, and for no plan", () => {
  const { workflow } = planProject(
    { ...orderProcessing, transport: "queue" },
    { packageManager: "npm" },
  );
  expect(ruleTests).not.toHaveBeenCalled();
  expect(projectTests(workflow).rules.length).toBeGreaterThan(0);
  expect(projectTests(workflow)).toBe(projectTests(workflow));
  expect(ruleTests).toHaveBeenCalledTimes(1);
});
