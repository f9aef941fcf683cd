import { expect, test } from "vitest";
import { onceRed } from "./once-red.ts";
import {
  randomProjects,
  runProjects,
  type TestedProject,
  testedProject,
} from "./random-projects.ts";

/** How many workflows, and which; `WORKFLOWS=1000 SEED=7 npx vitest run random-projects`. */
const count = Number(process.env.WORKFLOWS ?? 60);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

async function expectGreen(projects: readonly TestedProject[]): Promise<void> {
  const results = await runProjects(projects);
  for (const { folder, workflow } of projects) {
    const own = results.filter(({ file }) => file.startsWith(`${folder}/`));
    const red = own.filter(({ passed }) => !passed);
    expect(own.length, workflow).toBeGreaterThan(10);
    expect(red, workflow).toEqual([]);
  }
}

test("no test is red in the projects of workflows that once had red ones", async () => {
  const projects = Object.entries(onceRed).map(([name, text]) =>
    testedProject(name.replaceAll(/\W+/g, "-"), text),
  );
  await expectGreen(projects);
});

test(`no test of ${count} random projects is red (seed ${seed})`, async () => {
  console.log(`The random workflows are of seed ${seed}.`);
  await expectGreen(randomProjects(seed, count));
}, 3_600_000);
