import type { Deployment } from "../../deployment/model.ts";
import { compact } from "../../lists.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Target } from "../target.ts";
import { terraform as description } from "./description.ts";
import { templateData } from "./template-data.ts";
import { workflowJson } from "./workflow-json.ts";

/** Terraform. */
export const terraform: Target = {
  ...description,
  folders: (deployment, plan) => [
    "terraform",
    ...partsOf(deployment, plan).map((part) => `terraform-parts/${part}`),
  ],
  templateData,
  files: (deployment) => [["infra/workflow.json", workflowJson(deployment)]],
};

/** Returns the folders of templates that only some workflows need. */
function partsOf(
  { apis, buckets, stateMachines, tables }: Deployment,
  { workflow: { as, trigger } }: Plan,
): string[] {
  return compact([
    as === "module" ? "module" : "app",
    stateMachines.length > 0 ? "state-machine" : "queues",
    tables.length > 0 && "tables",
    buckets.length > 0 && "claim-checks",
    apis.length > 0 && "api",
    trigger && "trigger",
    trigger?.kind === "event" && "event",
    trigger?.kind === "schedule" && "schedule",
    trigger && trigger.kind !== "api" && "start-failures",
  ]);
}
