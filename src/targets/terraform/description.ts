import { deadLettersOf } from "../../deployment/queues.ts";
import { snakeCase } from "../../workflow/letter-case.ts";
import type { TargetDescription } from "../target.ts";
import { functionNameInShell } from "./function-names.ts";

/** Returns what lets the state forget queues, by what stands before their addresses in the module. */
const forget = (command: string, queues: readonly string[], module = ""): string =>
  `${command} state rm ${queues.map((queue) => `'${module}${queueAddress(queue)}'`).join(" ")}`;

/** Matches the addresses of what is marked with `prevent_destroy`, and of nothing that an owner adds. */
const KEPT =
  "aws_(sqs_queue\\.(step|(start_)?dead_letter)|dynamodb_table\\.idempotency|s3_bucket\\.claim_checks)(\\[|$)";

/** Returns the address of a queue in the configuration. */
function queueAddress(queue: string): string {
  const failed = deadLettersOf(queue);
  if (failed === undefined) return `aws_sqs_queue.step["${queue}"]`;
  return failed === "start"
    ? "aws_sqs_queue.start_dead_letter"
    : `aws_sqs_queue.dead_letter["${failed}"]`;
}

/** The suffix that Terraform gives the name of a bucket. */
const UNIQUE_SUFFIX = "X".repeat(26);

/** Describes Terraform. */
export const terraform: TargetDescription = {
  title: "Terraform",
  describe: "static .tf files over a small workflow.json, in infra/",
  ignored: [],
  yours: ["infra/settings.tf", "infra/providers.tf"],
  limits: {
    longestName: (stack, kind, name) =>
      `${stack}-${name}${kind === "bucket" ? `-${UNIQUE_SUFFIX}` : ""}`,
    tracesInPolicy: true,
  },
  isUsedBy: (paths) => paths.some((path) => path.endsWith(".tf")),
  scripts: (packageManager) => ({
    "check:infrastructure":
      "vitest run test/infrastructure.test.ts test/terraform.test.ts --tags-filter=slow",
    plan: `${packageManager} run build && tsx src/commands/terraform.ts plan`,
    deploy: `${packageManager} run build && tsx src/commands/terraform.ts apply`,
  }),
  // Its wrapper would print more than Terraform does.
  setupSteps: [
    "uses: hashicorp/setup-terraform@v3\n        with: { terraform_version: 1.14.0, terraform_wrapper: false }",
  ],
  part: {
    of: "Terraform configuration",
    linesToAdd: (workflow, folder) => [
      `module "${workflow}" {`,
      `  source      = "${folder}/infra"`,
      '  alarm_email = "team@example.com"',
      "}",
    ],
    prefix: (workflow) => workflow,
    removal:
      "Make Terraform forget the resources that must stay, because nothing protects them once the module block is gone. Then remove the block and apply.",
    removeCommand: (workflow) =>
      `terraform state rm $(terraform state list | grep -E '^module\\.${workflow}\\.${KEPT}')`,
    words: (workflow) => ({
      keepQueuesCommand: (queues) => forget("terraform", queues, `module.${workflow}.`),
      shareSetting: "The variable `compensated_share` of the module sets that share.",
      outputCommand: (output) => [
        `echo module.${workflow}.${snakeCase(output)} | terraform console | tr -d '"'`,
      ],
    }),
    language: "hcl",
    needs:
      "The module uses the AWS provider of your configuration, and has a variable stage. Build the project before each deployment.",
  },
  words: {
    declaredIn: "infra/",
    unit: "Terraform configuration",
    leaves: ["dist", "infra/.terraform", "infra/terraform.tfstate", "infra/terraform.tfstate.d"],
    memory: "memory_size in infra/",
    // Without arguments `state rm` fails, and `destroy` is run all the same.
    removeCommand: () =>
      `terraform -chdir=infra state rm $(terraform -chdir=infra state list | grep -E '^${KEPT}')\nterraform -chdir=infra destroy`,
    beforeRenaming:
      "Move the state first, for example to another key of the backend in infra/providers.tf: the deployed resources then stay, and you can remove them with the old state.",
    keepQueuesCommand: (queues) => forget("terraform -chdir=infra", queues),
    // CreateQueue answers with the queue that is there where all attributes are alike ("CreateQueue", Amazon SQS API Reference).
    overExisting:
      "Under the same name it fails halfway, and may take over queues that the old functions still work from.",
    // `prevent_destroy` holds only while the resource is in the configuration ("lifecycle meta-argument reference").
    removeWhere:
      "in the commit before this change, with the workspace of its stage: Terraform needs the old .tf files to know what must stay",
    importTable:
      "Add an import block with to = aws_dynamodb_table.idempotency and the name of the table as its id, and use that name in infra/.",
    outputName: snakeCase,
    outputCommand: (output) => [`terraform -chdir=infra output -raw ${snakeCase(output)}`],
    functionName: (entry, longest) => [functionNameInShell(entry, longest)],
    commandsRead: "read its log,",
    shareSetting: "The variable `compensated_share` sets that share: `-var compensated_share=0.2`.",
    alarmName: (name) => `<stack>-${name}`,
  },
};
