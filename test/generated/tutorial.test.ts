import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TransportName } from "../../src/workflow/workflow.ts";
import {
  removeProject,
  renderProject,
  workspace,
  writeProject,
} from "../e2e/generated/install-project.ts";
import { typeDiagnostics } from "../e2e/generated/project-commands.ts";
import { changed, readTutorial } from "../tutorial.ts";
import { expectPassing } from "./run/expect-passing.ts";
import type { Files } from "./run/project-files.ts";

/** The one package that the tutorial installs is not among those of every project. */
const PARAMETERS = '"@aws-lambda-powertools/parameters/ssm"';
const OURS = {
  "src/ssm.ts":
    "export const getParameter = async (name: string, _options: object) => `${name} of the test`;\n",
};

/** What the reader of the tutorial has once all its files are written, before the workflow changes. */
function written(transport: TransportName): Files {
  const files: Record<string, string> = { ...renderProject("order", transport), ...OURS };
  for (const step of readTutorial()) {
    if (step.kind === "file") files[step.path] = step.text;
    if (step.kind === "change") files[step.path] = changed(files[step.path] ?? "", step.text);
  }
  const step = files["src/steps/process-payment.ts"] ?? "";
  expect(step).toContain(PARAMETERS);
  return { ...files, "src/steps/process-payment.ts": step.replace(PARAMETERS, '"../ssm.ts"') };
}

test.each<TransportName>(["queue", "state-machine"])(
  "the files of the tutorial fit the order example, by %s",
  async (transport) => {
    const files = written(transport);
    const root = mkdtempSync(join(workspace, "tutorial-"));
    writeProject(root, files);
    expect(await typeDiagnostics(root).finally(() => removeProject(root))).toBe("");
    await expectPassing(files, 100);
  },
);
