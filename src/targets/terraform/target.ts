import { templatesUnder } from "../../render/templates.ts";
import type { Target } from "../target.ts";
import { terraform as description } from "./description.ts";
import { templateData } from "./template-data.ts";
import { workflowJson } from "./workflow-json.ts";

type Facts = ReturnType<typeof templateData>["tf"];

/** Terraform. */
export const terraform: Target = {
  ...description,
  folders: () => ["terraform"],
  templateData,
  files: (deployment, plan) => {
    const data = templateData(deployment, plan);
    return [
      ["infra/workflow.json", workflowJson(deployment)],
      ...templatesUnder("infrastructure/terraform-parts")
        .filter(({ path }) => isNeeded(path, data.tf))
        .map(({ path, render }): [string, string] => [path, render(data)]),
    ];
  },
};

/** Files that only some workflows have a use for. */
function isNeeded(path: string, has: Facts): boolean {
  const needed: Readonly<Record<string, boolean>> = {
    "infra/README.md": has.module,
    "infra/api.tf": has.api,
    "infra/bucket.tf": has.claimChecks,
    "infra/event.tf": has.event,
    "infra/providers.tf": has.root,
    "infra/queues.tf": has.queue,
    "infra/schedule.tf": has.schedule,
    "infra/start-failures.tf": has.startsLater,
    "infra/state-machine.tf": has.stateMachine,
    "infra/tables.tf": has.guarded || has.approvals,
    "infra/trigger.tf": has.trigger,
    "src/commands/terraform-calls.ts": has.root,
    "src/commands/terraform.ts": has.root,
  };
  return needed[path] ?? true;
}
