import { expect, test } from "vitest";
import type { TransportName } from "../../src/workflow/workflow.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import type { WorkflowName } from "../e2e/generated/workflows.ts";
import { loadLanguage } from "../generated/targets/terraform-language.ts";
import { hasTerraform, plan, unlessTerraform } from "./terraform.ts";
import { differences } from "./terraform-plan.ts";

const projects: readonly (readonly [WorkflowName, TransportName])[] = [
  ["order", "queue"],
  ["order", "state-machine"],
  ["every rule", "queue"],
  ["every rule", "state-machine"],
  ["in order", "queue"],
  ["nested", "state-machine"],
  ["once for each order", "queue"],
  ["by request", "queue"],
  ["by request", "state-machine"],
  ["by schedule", "queue"],
  ["by event", "state-machine"],
  ["approvals by request", "state-machine"],
];

test.skipIf(!hasTerraform).for(projects)(
  `%s by %s: Terraform plans what our evaluator says${unlessTerraform}`,
  { timeout: 120_000 },
  async ([workflow, transport], context) => {
    const files = renderProject(workflow, transport, "terraform");
    const planned = await plan(files, context);
    const infra = Object.entries(files).map(([path, text]) => [path.replace(/^infra\//, ""), text]);
    const language = await loadLanguage();
    const { resources } = await language.evaluate({
      ...Object.fromEntries(infra),
      "../workflow.asl.json": files["workflow.asl.json"] ?? "",
    });
    expect(differences(resources, planned)).toEqual([]);
  },
);
