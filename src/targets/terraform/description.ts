import { constantCase, kebabCase } from "../../workflow/names.ts";
import type { TargetDescription } from "../target.ts";
import { limits } from "./limits.ts";

const snakeCase = (pascal: string) => constantCase(kebabCase(pascal)).toLowerCase();

/** Returns the address of a queue in the configuration. */
function queueAddress(queue: string): string {
  if (queue === "start-dlq") return "aws_sqs_queue.start_dead_letter";
  const [, step] = /^(.+)-dlq$/.exec(queue) ?? [];
  return step ? `aws_sqs_queue.dead_letter["${step}"]` : `aws_sqs_queue.step["${queue}"]`;
}

/** What is to be said of Terraform. */
export const terraform: TargetDescription = {
  name: "terraform",
  title: "Terraform",
  describe: "static .tf files over a small workflow.json, in infra/",
  ignored: [],
  yours: ["infra/settings.tf", "infra/providers.tf"],
  limits,
  isUsedBy: (paths) => paths.some((path) => path.endsWith(".tf")),
  scripts: (packageManager) => ({
    "check:infrastructure":
      "vitest run test/infrastructure.test.ts test/terraform.test.ts --tags-filter=slow",
    plan: `${packageManager} run build && tsx src/commands/terraform.ts plan`,
    deploy: `${packageManager} run build && tsx src/commands/terraform.ts apply`,
  }),
  setupSteps: ["uses: hashicorp/setup-terraform@v3"],
  words: {
    declaredIn: "infra/",
    unit: "Terraform configuration",
    leaves: ["dist", "infra/.terraform", "infra/terraform.tfstate", "infra/terraform.tfstate.d"],
    memory: "memory_size in infra/",
    removeCommand: (stack) => `terraform -chdir=infra destroy   # with the state of ${stack}`,
    beforeRenaming:
      "Give the state another place first, such as another key of the backend in infra/providers.tf: then what is deployed stays as it is.",
    keepQueuesCommand: (queues) =>
      `terraform -chdir=infra state rm ${queues.map((queue) => `'${queueAddress(queue)}'`).join(" ")}`,
    outputName: snakeCase,
    outputCommand: (output) => [`terraform -chdir=infra output -raw ${snakeCase(output)}`],
    functionNameCommand: (entry) => [`echo "$stack-${entry}"`],
    commandsRead: "read its log,",
    shareSetting: "The variable `compensated_share` is that share: `-var compensated_share=0.2`.",
    alarmName: (name) => `<stack>-${name}`,
  },
};
