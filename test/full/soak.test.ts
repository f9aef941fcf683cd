import { afterAll, expect, test } from "vitest";
import { killWorkflows, renderKillWorkflow } from "../generated/kills/kill-workflows.ts";
import { type SoakFigures, soak } from "../generated/kills/soak.ts";
import { seed } from "../generated/random/random-projects.ts";

/** In each transport. */
const WORKFLOWS = 10_000;

const HALF_AN_HOUR = 30 * 60 * 1000;

const total = { workflows: 0, deaths: 0, failures: 0, duplicates: 0, throttles: 0, violations: 0 };

function count(workflows: number, figures: SoakFigures): void {
  total.workflows += workflows;
  total.deaths += figures.deaths;
  total.failures += figures.failures;
  total.duplicates += figures.duplicates;
  total.throttles += figures.throttles;
  total.violations += figures.violations.length;
}

test.each(killWorkflows)(
  `%s: all goes well with seed ${seed}`,
  async (_, one) => {
    const { length } = killWorkflows.filter(([, { transport }]) => transport === one.transport);
    const figures = await soak(one, renderKillWorkflow(one), WORKFLOWS / length, seed);
    count(WORKFLOWS / length, figures);
    expect(figures.violations).toEqual([]);
  },
  HALF_AN_HOUR,
);

afterAll(() => console.log(`With seed ${seed}: ${JSON.stringify(total)}`));
