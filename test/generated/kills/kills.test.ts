import { expect, test } from "vitest";
import { killWorkflows, orderByStateMachine, renderKillWorkflow } from "./kill-workflows.ts";
import { killEverywhere } from "./kills.ts";

/** An odd number: before calls and after them, by turns. */
const EVERY = 13;

test.each(killWorkflows)("%s: sandboxes die, and all goes well", async (_, one) => {
  const { runs, violations } = await killEverywhere(one, renderKillWorkflow(one), {
    every: EVERY,
  });
  expect(runs).toBeGreaterThan(30);
  expect(violations).toEqual([]);
});

/** Each makes a project unsafe, and is seen. */
const unsafe = [
  {
    what: "work is not recorded",
    path: "src/runtime/idempotency.ts",
    replace: [
      "return JSON.parse(await guarded(",
      "return work();\n  return JSON.parse(await guarded(",
    ],
    seen: "create-invoice was done 2 times",
  },
  {
    what: "a crash is final",
    path: "workflow.asl.json",
    replace: ['"MaxAttempts": 3,', '"MaxAttempts": 0,'],
    seen: "local-1 failed in place of local-1 succeeded",
  },
] as const;

test.each(unsafe)("it is seen where $what", async ({ path, replace: [from, to], seen }) => {
  const files = renderKillWorkflow(orderByStateMachine);
  const text = files[path] ?? "";
  expect(text).toContain(from);
  const { violations } = await killEverywhere(orderByStateMachine, {
    ...files,
    [path]: text.replace(from, to),
  });
  expect(violations).toContainEqual(expect.stringContaining(seen));
});
