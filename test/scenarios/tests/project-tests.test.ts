import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { orderProcessing } from "../../../src/workflow/order-processing.ts";

const searching = "../../../src/scenarios/tests/rule-tests.ts";

// Others in the same worker may have loaded the modules that search, and get their own.
beforeAll(() => {
  vi.resetModules();
  vi.doMock(searching, { spy: true });
});
afterAll(() => {
  vi.doUnmock(searching);
  vi.resetModules();
});

test("scenarios are searched once for a workflow, and for no plan", async () => {
  const { ruleTests } = await import("../../../src/scenarios/tests/rule-tests.ts");
  const { planProject } = await import("../../../src/plan/plan.ts");
  const { projectTests } = await import("../../../src/scenarios/tests/project-tests.ts");
  const { workflow } = planProject(
    { ...orderProcessing, transport: "queue" },
    { packageManager: "npm" },
  );
  expect(ruleTests).not.toHaveBeenCalled();
  expect(projectTests(workflow).rules.length).toBeGreaterThan(0);
  expect(projectTests(workflow)).toBe(projectTests(workflow));
  expect(ruleTests).toHaveBeenCalledTimes(1);
});
