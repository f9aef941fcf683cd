import { expect, test } from "vitest";
import { seed } from "../random/random-projects.ts";
import { killWorkflows, orderByStateMachine, renderKillWorkflow } from "./kill-workflows.ts";
import { soak } from "./soak.ts";

const WORKFLOWS = 20;

test.each(killWorkflows)(`%s: all goes well with seed ${seed}`, async (_, one) => {
  const { deaths, violations } = await soak(one, renderKillWorkflow(one), WORKFLOWS, seed);
  expect(deaths).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});

test("it is seen where work is not recorded", async () => {
  const files = renderKillWorkflow(orderByStateMachine);
  const path = "src/runtime/idempotency.ts";
  const [text = "", recorded] = [files[path], "return JSON.parse(await guarded("];
  expect(text).toContain(recorded);
  const unsafe = { ...files, [path]: text.replace(recorded, `return work();\n  ${recorded}`) };
  const { violations } = await soak(orderByStateMachine, unsafe, 5 * WORKFLOWS, seed);
  expect(violations).toContainEqual(
    expect.stringContaining("was done 2 times, at most 1 expected"),
  );
});
