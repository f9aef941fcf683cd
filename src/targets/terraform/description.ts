import { constantCase, kebabCase } from "../../workflow/names.ts";
import type { TargetDescription } from "../target.ts";

const snakeCase = (pascal: string) => constantCase(kebabCase(pascal)).toLowerCase();

/** What is to be said of Terraform. */
export const terraform: TargetDescription = {
  name: "terraform",
  title: "Terraform",
  describe: "static .tf files over a small workflow.json, in infra/",
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
    removeCommand: () => "terraform -chdir=infra destroy",
    outputCommand: (output) => [`terraform -chdir=infra output -raw ${snakeCase(output)}`],
    functionNameCommand: (entry) => [`echo "$stack-${entry}"`],
    commandsRead: "read its log,",
    shareSetting: "The variable `compensated_share` is that share: `-var compensated_share=0.2`.",
    alarmName: (name) => `<stack>-${name}`,
  },
};
