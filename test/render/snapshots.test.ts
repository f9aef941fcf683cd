import { existsSync, readdirSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { templateNames } from "../../scripts/templates-plugin.ts";
import { projectPath } from "../../src/render/handlebars.ts";
import { renderWorkflow } from "../../src/testing.ts";
import type { Transport } from "../../src/workflow/workflow.ts";
import { setTransport } from "../../src/workflow/write.ts";
import { transportsOf, type WorkflowName, workflows } from "../fixtures/workflows.ts";

const projects = (Object.keys(workflows) as WorkflowName[]).flatMap((workflow) =>
  transportsOf(workflow).map((transport) => ({ workflow, transport })),
);

const templates = fileURLToPath(new URL("../../templates/", import.meta.url));
const snapshots = fileURLToPath(new URL("__snapshots__/", import.meta.url));

const triggers: Partial<Record<WorkflowName, string>> = {
  "approvals-by-request": "api",
  "by-request": "api",
  "by-schedule": "schedule",
  "by-event": "event",
};

/** The folders of templates that a project is made from. */
function foldersOf(workflow: WorkflowName, transport: Transport): string[] {
  const trigger = triggers[workflow];
  const status = trigger === "api" && transport === "state-machine" ? ["status"] : [];
  return [
    ...["project/", `transport/${transport}/`, "infrastructure/sam/"],
    ...(trigger ? ["every", trigger, transport, ...status].map((one) => `trigger/${one}/`) : []),
    ...(workflow === "approvals-by-request" ? ["trigger/answer/"] : []),
  ];
}

/** Files that are copied from these folders: path in the project to template. */
function staticFiles(folders: readonly string[]): Map<string, string> {
  return new Map(
    templateNames(templates)
      .filter((name) => !name.endsWith(".hbs"))
      .flatMap((name) => {
        const folder = folders.find((one) => name.startsWith(one));
        return folder ? [[projectPath(name.slice(folder.length)), name] as const] : [];
      }),
  );
}

/** Static files that only some forms of steps need. */
const ONLY_WHERE_NEEDED = ["local/joins.ts", "src/runtime/condition.ts"];

describe.each(projects)("$workflow, $transport", ({ workflow, transport }) => {
  const files = renderWorkflow(setTransport(workflows[workflow], transport));
  const copied = staticFiles(foldersOf(workflow, transport));
  const rendered = Object.keys(files).filter((path) => !copied.has(path));
  const folder = `${snapshots}${workflow}/${transport}/`;

  test.each(rendered)("%s", async (path) => {
    await expect(files[path]).toMatchFileSnapshot(`${folder}${path}.snap`);
  });

  test("has no snapshot of a file that is no longer generated", () => {
    const entries = existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
      : [];
    const onDisk = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`).replaceAll(sep, "/"));
    expect(rendered.map((path) => `${path}.snap`)).toEqual(expect.arrayContaining(onDisk));
  });

  test("copies static templates as they are", () => {
    for (const [path, template] of copied) {
      if (ONLY_WHERE_NEEDED.includes(path) && files[path] === undefined) continue;
      const source = readFileSync(`${templates}${template}`, "utf8").replaceAll("\r\n", "\n");
      expect(files[path], path).toBe(source);
    }
  });
});
