import { renderWorkflow } from "../../../src/testing.ts";
import { deployedWith, renderProject } from "../../e2e/generated/install-project.ts";
import { transportsOf, type WorkflowName, workflows } from "../../e2e/generated/workflows.ts";
import { exampleNames, readExample } from "../../examples.ts";
import type { Files } from "./project-files.ts";

/** Each workflow with each transport that can carry it. */
export const combinations = (Object.keys(workflows) as WorkflowName[]).flatMap((workflow) =>
  transportsOf(workflow).map((transport) => [workflow, transport] as const),
);

/** Workflows that together have every file with which the CDK, or Terraform, deploys. */
const allDeployed = [
  ["every rule", "queue"],
  ["in order by request", "queue"],
  ["by schedule", "state-machine"],
  ["by event", "state-machine"],
  ["approvals by request", "state-machine"],
] as const;

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
  const others = (["cdk", "terraform"] as const).flatMap((tool) =>
    allDeployed.map(([workflow, transport]) => [
      `${workflow} by ${transport} with ${tool}`.replaceAll(" ", "-"),
      renderProject(workflow, transport, tool),
    ]),
  );
  const refund = readExample("refund");
  const parts = [
    ["construct", renderWorkflow(`as: construct\n${deployedWith("cdk", refund)}`)],
    ["module", renderWorkflow(`as: module\n${deployedWith("terraform", refund)}`)],
  ];
  return Object.fromEntries([...fixtures, ...examples, ...others, ...parts]);
}
