import { pascalCase } from "../../workflow/letter-case.ts";
import type { TargetDescription, TargetWords } from "../target.ts";
import { limits } from "./limits.ts";
import { constructClassOf } from "./names.ts";

/** Returns the commands that read what was deployed. @param stack the stack of CloudFormation, as a shell has it */
const readFrom = (stack: string): Pick<TargetWords, "outputCommand" | "functionName"> => ({
  outputCommand: (output) => [
    `aws cloudformation describe-stacks --stack-name "${stack}" \\`,
    `  --query "Stacks[0].Outputs[?contains(OutputKey, '${output}')].OutputValue" --output text`,
  ],
  functionName: (entry) => [
    `"$(aws cloudformation describe-stack-resources --stack-name "${stack}" --output text \\`,
    "  --query \"StackResources[?ResourceType=='AWS::Lambda::Function' &&",
    `  contains(LogicalResourceId, '${pascalCase(entry)}Function')].PhysicalResourceId")"`,
  ],
});

/** Describes the AWS CDK. */
export const cdk: TargetDescription = {
  title: "AWS CDK",
  describe: "a stack and constructs in TypeScript, in infra/",
  ignored: ["cdk.out/"],
  yours: [],
  limits,
  isUsedBy: (paths) => paths.some((path) => /(?:^|\/)cdk\.json$/.test(path)),
  scripts: () => ({
    "check:infrastructure":
      "vitest run test/infrastructure.test.ts test/app.test.ts --tags-filter=slow",
    cdk: "cdk",
    synth: "tsx src/commands/cdk.ts synth --quiet",
    diff: "tsx src/commands/cdk.ts diff",
    deploy: "tsx src/commands/cdk.ts deploy",
  }),
  setupSteps: [],
  part: {
    of: "CDK app",
    linesToAdd: (workflow, folder) => [
      `import { ${constructClassOf(workflow)} } from "${folder}/infra/workflow.ts";`,
      `new ${constructClassOf(workflow)}(this, "${pascalCase(workflow)}", { alarmEmail: "team@example.com" });`,
    ],
    prefix: (workflow) => `<your stack>-${workflow}`,
    removal: "Remove its lines from the app, and deploy the app.",
    removeCommand: () => undefined,
    // An app names its stacks itself: the name is what stands before that of the workflow.
    words: (workflow) => ({
      ...readFrom(`\${stack%-${workflow}}`),
      shareSetting: "The prop `compensatedShare` sets that share.",
    }),
    language: "ts",
    needs:
      'Run the app with tsx, e.g. "app": "npx tsx bin/app.ts" in its cdk.json, because ts-node does not load ES modules, and let it share one aws-cdk-lib with the project. In its tsconfig.json, set allowImportingTsExtensions and exclude the folder of the project, which has its own configuration. Build the project before each deployment.',
  },
  words: {
    declaredIn: "infra/",
    unit: "CloudFormation stack",
    leaves: ["dist", "cdk.out"],
    memory: "memorySize in infra/",
    removeCommand: (stack) => `aws cloudformation delete-stack --stack-name "${stack}"`,
    importTable:
      "npx cdk import creates the stack from it: enter the name of the table, and skip everything else.",
    outputName: (output) => output,
    ...readFrom("$stack"),
    commandsRead: "read its log,",
    shareSetting: "The context sets that share: `--context compensatedShare=0.2`.",
    alarmName: (name) => `${pascalCase(name)}Alarm`,
  },
};
