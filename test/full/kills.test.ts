import { afterAll, expect, test } from "vitest";
import type { KillWorkflow } from "../generated/kill-scenarios.ts";
import { killWorkflows, renderKillWorkflow } from "../generated/kill-workflows.ts";
import { type Deaths, type Figures, killEverywhere } from "../generated/kills.ts";

const total = { moments: 0, runs: 0, violations: 0 };

const HALF_AN_HOUR = 30 * 60 * 1000;

function count({ moments, runs, violations }: Figures): void {
  total.moments += moments;
  total.runs += runs;
  total.violations += violations.length;
}

async function expectNoViolation(one: KillWorkflow, deaths: Deaths) {
  const figures = await killEverywhere(one, renderKillWorkflow(one), deaths);
  count(figures);
  expect(figures.violations).toEqual([]);
}

test.each(killWorkflows)("%s: each sandbox dies before and after each call", (_, one) =>
  expectNoViolation(one, {}),
);

// The SQS emulator takes ten times as long as the engine of the state machine.
test.each(killWorkflows.filter(([, { inPairs }]) => inPairs))(
  "%s: two sandboxes die",
  (_, one) => expectNoViolation(one, { secondEvery: one.transport === "queue" ? 3 : 1 }),
  HALF_AN_HOUR,
);

afterAll(() => {
  const { moments, runs, violations } = total;
  console.log(`Sandboxes died in ${runs} runs, at ${moments} moments: ${violations} violations.`);
});
