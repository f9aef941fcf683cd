import { pascalCase } from "../../workflow/letter-case.ts";
import type { TargetDescription } from "../target.ts";
import { limits } from "./limits.ts";

/** Describes AWS SAM. */
export const sam: TargetDescription = {
  title: "AWS SAM",
  describe: "one template.yaml, deployed with the SAM CLI",
  ignored: [".aws-sam/"],
  yours: [],
  limits,
  isUsedBy: (paths) =>
    paths.some((path) => /(?:^|\/)(?:samconfig\.toml|template\.ya?ml)$/.test(path)),
  scripts: (packageManager) => ({
    "check:infrastructure":
      "vitest run test/infrastructure.test.ts test/template.test.ts --tags-filter=slow",
    deploy: `${packageManager} run build && tsx src/commands/deploy.ts`,
  }),
  setupSteps: [],
  words: {
    declaredIn: "template.yaml",
    unit: "CloudFormation stack",
    leaves: ["dist", ".aws-sam", "samconfig.toml"],
    memory: "MemorySize in template.yaml",
    removeCommand: (stack) => `sam delete --stack-name "${stack}"`,
    // "Import AWS resources into a CloudFormation stack": such a change set has nothing but what it imports.
    importTable:
      "aws cloudformation create-change-set --change-set-type IMPORT creates the stack from it; pass the transformed SAM template with IdempotencyTable only.",
    outputName: (output) => output,
    outputCommand: (output) => [
      'aws cloudformation describe-stacks --stack-name "$stack" \\',
      `  --query "Stacks[0].Outputs[?OutputKey=='${output}'].OutputValue" --output text`,
    ],
    functionName: (entry) => [
      '"$(aws cloudformation describe-stack-resource \\',
      `  --stack-name "$stack" --logical-resource-id ${pascalCase(entry)}Function \\`,
      '  --query StackResourceDetail.PhysicalResourceId --output text)"',
    ],
    commandsRead: "read the stack and its log,",
    shareSetting:
      "The parameter `CompensatedShare` sets that share: `--parameter-overrides CompensatedShare=0.2`.",
    alarmName: (name) => `${pascalCase(name)}Alarm`,
  },
};
