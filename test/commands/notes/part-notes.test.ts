import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { partNotes } from "../../../src/commands/notes/part-notes.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import type { Workflow } from "../../../src/workflow/workflow.ts";

type Part = Pick<Workflow, "name" | "infrastructure" | "as">;

const CONSTRUCT: Part = { name: "api", infrastructure: "cdk", as: "construct" };
const MODULE: Part = { name: "order-processing", infrastructure: "terraform", as: "module" };

const filesOf = ({ name, infrastructure, as }: Part) =>
  renderWorkflow(
    `name: ${name}\ntransport: queue\ninfrastructure: ${infrastructure}\nas: ${as}\nsteps:\n  - name: pay\n`,
  );

test("a project of its own has nothing to be added to", () => {
  expect(partNotes({ name: "shop", infrastructure: "cdk" }, "../shop")).toEqual([]);
});

test("a construct is imported from a file that exports it", () => {
  const [first, ...lines] = partNotes(CONSTRUCT, "../services/api");
  expect(first).toContain("add it to your CDK app");
  expect(lines.slice(0, 2)).toEqual([
    '  import { ApiWorkflow } from "../services/api/infra/workflow.ts";',
    '  new ApiWorkflow(this, "Api", { alarmEmail: "team@example.com" });',
  ]);
  const files = filesOf(CONSTRUCT);
  expect(files["infra/workflow.ts"]).toContain("export class ApiWorkflow extends");
  expect(files["infra/constructs.ts"]).toContain("readonly alarmEmail?: string");
  expect(files).not.toHaveProperty(["cdk.json"]);
});

test("a module is a block with its folder, and variables that it has", () => {
  const [first, ...lines] = partNotes(MODULE, "../orders");
  expect(first).toContain("add it to your Terraform configuration");
  expect(lines.slice(0, 4)).toEqual([
    '  module "order-processing" {',
    '    source      = "../orders/infra"',
    '    alarm_email = "team@example.com"',
    "  }",
  ]);
  const files = filesOf(MODULE);
  expect(files["infra/variables.tf"]).toContain('variable "alarm_email" {');
  expect(files).not.toHaveProperty(["infra/providers.tf"]);
});

test.each([
  [CONSTRUCT, "new ApiWorkflow(this,"],
  [MODULE, 'module "order-processing" {'],
])("the README of %o has the lines, and nothing that deploys it by itself", (part, line) => {
  const { "README.md": readme = "", "package.json": packageJson = "{}" } = filesOf(part);
  const [deploy = ""] = readme.split("## Deploy\n")[1]?.split("\n## ") ?? [];
  expect(deploy).toContain(line);
  expect(readme).not.toMatch(/run (deploy|synth|diff|plan)\b/);
  expect(Object.keys(JSON.parse(packageJson).scripts)).not.toContain("deploy");
});

test("the README of a construct asks the stack of the app for what was deployed", () => {
  const { "README.md": readme = "" } = filesOf(CONSTRUCT);
  expect(readme).toContain("export stack=<your stack>-api\n");
  const [, name] = /describe-stacks --stack-name ("[^"]+")/.exec(readme) ?? [];
  const stack = execFileSync("sh", ["-c", `printf %s ${name}`], { env: { stack: "Shop-api" } });
  expect(String(stack)).toBe("Shop");
});

test("a part of an app says how the app sets its share of compensated workflows", () => {
  const steps = "steps:\n  - name: pay\n    onFailure: compensate\n    compensation: refund\n";
  const readmeOf = (keys: string) =>
    renderWorkflow(`name: api\ntransport: queue\n${keys}\n${steps}`)["README.md"];
  expect(readmeOf("infrastructure: cdk\nas: construct")).toContain("The prop `compensatedShare`");
  expect(readmeOf("infrastructure: cdk")).toContain("`--context compensatedShare=0.2`");
  expect(readmeOf("infrastructure: terraform\nas: module")).toContain(
    "variable `compensated_share` of the module",
  );
});
