import { expect, test } from "vitest";
import { killWorkflows } from "./kill-workflows.ts";
import { seed } from "./random-projects.ts";
import { soak } from "./soak.ts";

const WORKFLOWS = 20;

test.each(killWorkflows)(`%s: all goes well with seed ${seed}`, async (_, one) => {
  const { deaths, violations } = await soak(one, WORKFLOWS, seed);
  expect(deaths).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});
