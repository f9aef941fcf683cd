import { afterAll, expect, test } from "vitest";
import type { KillWorkflow } from "../generated/kills/kill-scenarios.ts";
import { killWorkflows, renderKillWorkflow } from "../generated/kills/kill-workflows.ts";
import { type Deaths, type Figures, killEverywhere } from "../generated/kills/kills.ts";

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
  const { name, transport } = one;
  console.log(
    `${name} by ${transport}: ${figures.runs} runs, ${figures.violations.length} violations`,
  );
  expect(figures.violations).toEqual([]);
}

test.each(killWorkflows)("%s: each sandbox dies before and after each call", (_, one) =>
  expectNoViolation(one, {}),
);

// All pairs would take an hour. Odd numbers: before calls and after them, by turns.
test.each(killWorkflows.filter(([, { inPairs }]) => inPairs))(
  "%s: two sandboxes die",
  (_, one) => expectNoViolation(one, { secondEvery: one.transport === "queue" ? 13 : 5 }),
  HALF_AN_HOUR,
);

afterAll(() => {
  const { moments, runs, violations } = total;
  console.log(`Sandboxes died in ${runs} runs, at ${moments} moments: ${violations} violations.`);
});
