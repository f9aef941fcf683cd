import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { removeProject, renderProject, workspace } from "./install-project.ts";
import { transportsOf, type WorkflowName, workflows } from "./workflows.ts";

interface Validator {
  RegoEngine: new () => {
    validateStandard(file: object): {
      diagnostics: readonly { severity: string; ruleId: string; message: string }[];
    };
  };
  TemplateFile: new (path: string) => object;
}

const combinations = (Object.keys(workflows) as WorkflowName[]).flatMap((workflow) =>
  transportsOf(workflow).map((transport) => [workflow, transport] as const),
);

/** What `npm run check:infrastructure` of each project does, with one start of the validator for all. */
describe("template.yaml is valid", () => {
  const require = createRequire(join(workspace, "package.json"));
  const { RegoEngine, TemplateFile } = require("@aws/cloudformation-validate") as Validator;
  const engine = new RegoEngine();
  const folder = mkdtempSync(join(workspace, "templates-"));
  afterAll(() => removeProject(folder));

  const problemsOf = (template: string) => {
    const path = join(folder, "template.yaml");
    writeFileSync(path, template);
    return engine
      .validateStandard(new TemplateFile(path))
      .diagnostics.filter(
        ({ severity, ruleId }) => ["ERROR", "FATAL"].includes(severity) || ruleId === "W3030",
      )
      .map(({ ruleId, message }) => `${ruleId}: ${message}`)
      .filter((problem) => !/^F1020: '\w+Function\.Version' is not one of/.test(problem));
  };

  test.each(combinations)("%s by %s", (workflow, transport) => {
    expect(problemsOf(renderProject(workflow, transport)["template.yaml"] ?? "")).toEqual([]);
  });

  test("a property that does not exist is found", () => {
    const template = renderProject("order", "queue")["template.yaml"] ?? "";
    const broken = template.replace("VisibilityTimeout:", "VisibilityTimeOut:");
    expect(problemsOf(broken)).not.toEqual([]);
  });
});
