import { expect, test } from "vitest";
import { randomProjects, runProjects } from "./random-projects.ts";

/** How many workflows, and which; `WORKFLOWS=1000 SEED=7 npx vitest run random-projects`. */
const count = Number(process.env.WORKFLOWS ?? 60);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

test(`no test of ${count} random projects is red (seed ${seed})`, async () => {
  console.log(`The random workflows are of seed ${seed}.`);
  const projects = randomProjects(seed, count);
  const results = await runProjects(projects);
  for (const { folder, workflow } of projects) {
    const own = results.filter(({ file }) => file.startsWith(`${folder}/`));
    expect(own.length, workflow).toBeGreaterThan(10);
    expect(
      own.filter(({ passed }) => !passed),
      workflow,
    ).toEqual([]);
  }
}, 3_600_000);
