import { pascalCase } from "../../workflow/names.ts";
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
    removal: "Take its lines out of the app, and deploy that.",
    removeCommand: () => undefined,
    // An app names its stacks itself: the name is what stands before that of the workflow.
    words: (workflow) => ({
      ...readFrom(`\${stack%-${workflow}}`),
      shareSetting: "The prop `compensatedShare` is that share.",
    }),
    language: "ts",
    needs:
      'The app runs with tsx, e.g. "app": "npx tsx bin/app.ts" in its cdk.json, as ts-node loads no ES modules, and shares one aws-cdk-lib with the project. Its tsconfig.json sets allowImportingTsExtensions and excludes the folder of the project, which has a configuration of its own. Build the project before each deployment.',
  },
  words: {
    declaredIn: "infra/",
    unit: "CloudFormation stack",
    leaves: ["dist", "cdk.out"],
    memory: "memorySize in infra/",
    removeCommand: (stack) => `aws cloudformation delete-stack --stack-name "${stack}"`,
    importTable:
      "npx cdk import makes the stack of it: give it the name of the table, and skip all else.",
    outputName: (output) => output,
    ...readFrom("$stack"),
    commandsRead: "read its log,",
    shareSetting: "The context has that share: `--context compensatedShare=0.2`.",
    alarmName: (name) => `${pascalCase(name)}Alarm`,
  },
};
