import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { homepage, version } from "../../src/cli/version.ts";
import type { Outcome } from "../../src/commands/outcome/outcome.ts";
import { drawWorkflow } from "../../src/report/picture.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { projectInDirectory } from "./project-in-directory.ts";

const shown = ({ text }: Outcome, width = 200) =>
  stripVTControlCharacters(text?.({ width, colour: true }) ?? "");

test("a project says its name, its steps, that nothing differs, and what can be done", async () => {
  const project = await projectInDirectory();
  project.commit();
  const outcome = await project.run("status");
  expect(outcome).toMatchObject({ status: "unchanged", exitCode: 0, next: [] });
  const text = shown(outcome);
  expect(text.split("\n", 2)).toEqual([
    "order-processing: 3 steps on a Step Functions state machine, deployed with AWS SAM",
    `${project.root}, made with Unchain ${version}`,
  ]);
  const { workflow } = parseWorkflow(project.read("workflow.yaml"), "-");
  expect(text).toContain(workflow && drawWorkflow(workflow));
  expect(text).toContain("check passes");
  expect(text).toContain("Everything is committed.");
  for (const command of ["unchain add step", "unchain edit step create-invoice", "npm test"]) {
    expect(text).toContain(`  ${command} `);
  }
  expect(text).toMatch(new RegExp(`Documentation: ${homepage}\n$`));
});

test("a part of an app says so", async () => {
  const project = await projectInDirectory(
    "name: shop\ntransport: queue\ninfrastructure: cdk\nas: construct\nsteps:\n  - name: pay\n",
  );
  expect(shown(await project.run("status"))).toContain(
    "shop: 1 step on SQS queues, deployed with AWS CDK, as a construct\n",
  );
});

test("it says what differs, what is not committed, and the commands that change it", async () => {
  const project = await projectInDirectory();
  project.commit();
  project.edit("workflow.yaml", (text) => text.replace("maxAttempts: 5", "maxAttempts: 6"));
  const outcome = await project.run("status");
  expect(outcome).toMatchObject({ status: "planned", exitCode: 0, next: ["unchain sync"] });
  const text = shown(outcome);
  expect(text).toContain("check fails: workflow.yaml does not match");
  expect(text).toContain("Not committed: workflow.yaml.");
  expect(text).toMatch(/ unchain sync --diff +shows .*\n +unchain sync +changes it/);
  expect((await project.run("check")).exitCode).toBe(1);
});

test("edits of generated files are said beside that check passes", async () => {
  const project = await projectInDirectory();
  project.edit("test/workflow.test.ts", (text) => `${text}// mine\n`);
  const outcome = await project.run("status");
  expect(outcome.warnings).toMatchObject([{ code: "CHANGED_HERE" }]);
  expect(shown(outcome)).toContain("check passes, but check --strict fails");
  expect((await project.run("check")).exitCode).toBe(0);
  expect((await project.run("check --strict")).exitCode).toBe(1);
});

test("lines fit a narrow terminal, but for paths and commands", async () => {
  const project = await projectInDirectory();
  const outcome = await project.run("status", { startedIn: project.root });
  const lines = shown(outcome, 59).split("\n");
  expect(lines.filter((line) => line.length > 59 && !line.startsWith(project.root))).toEqual([]);
  expect(shown(outcome, 59)).toContain("  npm test\n    proves the failure rules\n");
});

test("many steps are one line each", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `step-${index + 1}`);
  const steps = names.map((name) => `  - name: ${name}\n`).join("");
  const project = await projectInDirectory(`name: long\ntransport: queue\nsteps:\n${steps}`);
  const text = shown(await project.run("status"));
  expect(text).toContain(`\n${names.map((name) => `  ${name}\n`).join("")}\n`);
});

test("below the project, scripts are run where they are", async () => {
  const project = await projectInDirectory();
  const text = shown(await project.run("status", { cwd: `${project.root}/src` }));
  expect(text).toContain("cd .. && npm test");
});

test("a workflow that is not valid is told with the project that it is in", async () => {
  const project = await projectInDirectory();
  project.edit("workflow.yaml", (text) => `${text}x: 1\n`);
  const outcome = await project.run("status");
  expect(outcome).toMatchObject({ exitCode: 2, problems: [{ code: "UNKNOWN_KEY" }] });
  expect(shown(outcome)).toContain(`This is the project ${project.root}.`);
});
