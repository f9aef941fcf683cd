import { renderWorkflow } from "../../src/testing.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import { transportsOf, type WorkflowName, workflows } from "../e2e/generated/workflows.ts";
import { exampleNames, readExample } from "../examples.ts";
import type { Files } from "./project-files.ts";

/** Each workflow with each transport that can carry it. */
export const combinations = (Object.keys(workflows) as WorkflowName[]).flatMap((workflow) =>
  transportsOf(workflow).map((transport) => [workflow, transport] as const),
);

/** Renders all projects that are tested, by a name that can be that of a folder. */
export function renderAll(): Record<string, Files> {
  const fixtures = combinations.map(([workflow, transport]) => [
    `${workflow} by ${transport}`.replaceAll(" ", "-"),
    renderProject(workflow, transport),
  ]);
  const examples = exampleNames.map((name) => [
    `example-${name}`,
    renderWorkflow(readExample(name)),
  ]);
  return Object.fromEntries([...fixtures, ...examples]);
}
