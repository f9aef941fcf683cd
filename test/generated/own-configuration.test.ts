import { describe, expect, test } from "vitest";
import { renderProject } from "../e2e/generated/install-project.ts";
import { expectPassing } from "./expect-passing.ts";
import { openProject } from "./load-project.ts";
import type { Files } from "./project-files.ts";
import { runLocally } from "./run-locally.ts";
import { runProjectTests } from "./run-tests.ts";

const STEP = "src/steps/process-payment.ts";

/** The project with a step that cannot be loaded without its variable, and answers with it. */
function withVariable(files: Files): Files {
  const step = files[STEP] ?? "";
  const [imports = "", rest = ""] = step.split(/\n\n(.*)/s);
  const asked = 'const url = process.env.PRICES_URL;\nif (!url) throw new Error("No PRICES_URL.");';
  const text = `${imports}\n\n${asked}\n\n${rest.replace(/reference: `.*`/, "reference: url")}`;
  return { ...files, [STEP]: text, "test/steps/process-payment.test.ts": "" };
}

/** Puts lines into the properties of the function of process-payment. */
function inFunction(files: Files, ...edits: readonly (readonly [string, string])[]): Files {
  const template = files["template.yaml"] ?? "";
  const at = template.indexOf("  ProcessPaymentFunction:");
  const edited = edits.reduce(
    (text, [before, lines]) => text.replace(before, `${before}\n${lines}`),
    template.slice(at),
  );
  return { ...files, "template.yaml": template.slice(0, at) + edited };
}

const VARIABLES = "        Variables:";
const PROPERTIES = "    Properties:";
const POLICIES = "      Policies:";

const statement = (action: string, resource: string) => `        - Version: "2012-10-17"
          Statement: { Effect: Allow, Action: ${action}, Resource: ${resource} }`;

const OWNED = [
  [VARIABLES, "          PRICES_URL: !Sub https://${Prices}/${AWS::Region}"],
  [
    PROPERTIES,
    `      Layers: [!ImportValue layer]
      Architectures: [x86_64]
      VpcConfig: { SubnetIds: !Split [",", !ImportValue subnets], SecurityGroupIds: [sg-1] }`,
  ],
  [
    POLICIES,
    `        - SSMParameterReadPolicy: { ParameterName: !Sub "\${AWS::StackName}/key" }
        - AWSXRayDaemonWriteAccess
${statement("[ses:SendEmail, s3:ListAllMyBuckets]", '"*"')}
${statement('["sqs:*", dynamodb:PutItem]', "!GetAtt OwnQueue.Arn")}`,
  ],
] as const;

const OWN_RESOURCES = `
  OwnQueue:
    Type: AWS::SQS::Queue

  OwnAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { MetricName: Errors, ComparisonOperator: LessThanThreshold, Threshold: 1 }
`;

describe.each(["queue", "state-machine"] as const)("a project by %s", (transport) => {
  const files = renderProject("order", transport);

  test("takes what its owner adds to the template", async () => {
    const owned = inFunction(files, ...OWNED);
    const template = (owned["template.yaml"] ?? "").replace(
      "\n\nOutputs:",
      `\n${OWN_RESOURCES}\nOutputs:`,
    );
    expect(template).toContain("OwnAlarm");
    await expectPassing({ ...withVariable(owned), "template.yaml": template }, 100);
  });

  test("proves its rules while a variable is nowhere yet", async () => {
    const results = await runProjectTests(withVariable(files));
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  test("runs on this machine with the environment of the template", async () => {
    const [variables] = OWNED;
    const template = (files["template.yaml"] ?? "").replace(
      "Parameters:",
      "Parameters:\n  Prices: { Type: String, Default: sandbox.example.com }",
    );
    const owned = inFunction({ ...files, "template.yaml": template }, variables);
    const { result } = await runLocally(withVariable(owned));
    const { reference } = result.state.results.processPayment;
    expect(reference).toBe("https://sandbox.example.com/Region");
  });

  test.each([
    ["may not invoke functions", "        - LambdaInvokePolicy: { FunctionName: !Ref Other }"],
    ["may not invoke functions", "        - arn:aws:iam::aws:policy/AdministratorAccess"],
    ["may not invoke functions", statement("lambda:InvokeAsync", '"*"')],
    ["may not invoke functions", statement('["ses:SendEmail", "*"]', '"*"')],
    ["says what it does with what functions share", statement('"dynamodb:*"', '"*"')],
    ["says what it does with what functions share", statement("sqs:SendMessage", '"*"')],
    [
      "says what it does with what functions share",
      statement('"dynamodb:Get*"', "!GetAtt IdempotencyTable.Arn"),
    ],
  ])("%s, so refuses %s", async (name, policy) => {
    const results = await runProjectTests(inFunction(files, [POLICIES, policy]), {
      file: (path) => path === "test/infrastructure.test.ts",
    });
    const red = results.filter(({ passed }) => !passed).map((result) => result.name);
    expect(red).toContain(`template.yaml 'ProcessPaymentFunction' ${name}`);
  });

  test("is deployed by the SAM CLI, of which it says where it is missing", async () => {
    const deploy = async (ending: object, ...args: string[]) => {
      const calls: unknown[][] = [];
      const printed: unknown[] = [];
      const spawnSync = (...call: unknown[]) => {
        calls.push(call.slice(0, 2));
        return ending;
      };
      const own = Object.create(process, {
        argv: { value: ["node", "deploy", ...args] },
        exitCode: { value: undefined, writable: true },
      });
      const project = openProject(files, {
        modules: { "node:child_process": { spawnSync } },
        process: own,
        console: { error: (line: unknown) => printed.push(line) },
      });
      await project.load("src/commands/deploy.ts");
      project.close();
      return { calls, printed, exitCode: own.exitCode };
    };
    const done = await deploy({ status: 0 }, "--stage", "dev", "--profile", "work");
    expect(done.exitCode).toBe(0);
    expect(done.calls).toEqual([["sam", expect.arrayContaining(["order-processing-dev", "work"])]]);
    const missing = await deploy({ status: null, error: new Error("spawnSync sam ENOENT") });
    expect(missing.exitCode).toBe(2);
    expect(String(missing.printed)).toContain("install the SAM CLI");
    const wrong = await deploy({ status: 0 }, "--stage", "Dev 1");
    expect(wrong).toMatchObject({ calls: [], exitCode: 2 });
  });
});
