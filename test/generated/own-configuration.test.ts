import { describe, expect, test, vi } from "vitest";
import { renderProject } from "../e2e/generated/install-project.ts";
import { expectPassing } from "./run/expect-passing.ts";
import type { Files } from "./run/project-files.ts";
import { runLocally } from "./run/run-locally.ts";
import { runProjectTests } from "./run/run-tests.ts";
import { type Ending, runTool } from "./run/run-tool.ts";

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
    Properties:
      QueueName: !Sub \${AWS::StackName}-own
      VisibilityTimeout: !If [HasAlarmEmail, 60, 30]
      KmsMasterKeyId: !FindInMap [Keys, !Ref AWS::Region, !GetAtt OwnStack.Outputs.Key]

  OwnFunction:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => {};"
      Policies: [!Ref OwnPolicy, { Ref: OwnPolicy }, { "Fn::GetAtt": OwnPolicy.Arn }]
      Environment: { Variables: { KEY: !Join ["/", [!Ref AWS::StackName, { "Fn::Sub": ["\${A}", { A: 1 }] }]] } }
      Events:
        Stream: { Type: DynamoDB, Properties: { Stream: !GetAtt OwnTable.StreamArn } }
        Request: { Type: HttpApi, Properties: { Method: GET, Path: /own } }
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }

  OwnMapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref OwnFunction, EventSourceArn: !GetAtt OwnTable.StreamArn }

  OwnTable:
    Type: AWS::DynamoDB::Table
    Properties: { KeySchema: !If [HasAlarmEmail, [], []] }

  OwnBucket:
    Type: AWS::S3::Bucket

  OwnTopic:
    Type: AWS::SNS::Topic

  OwnDashboard:
    Type: AWS::CloudWatch::Dashboard
    Properties: { DashboardBody: !Sub ["\${A}", { A: "no JSON" }] }

  OwnAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { MetricName: Errors, ComparisonOperator: LessThanThreshold, Threshold: 1 }
`;

/** Runs `npm run deploy` of a project with a SAM CLI of ours. */
const deploy = (files: Files, ending: Ending, ...args: string[]) =>
  runTool(files, "src/commands/deploy.ts", ending, ...args);

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
    expect(reference).toBe("https://sandbox.example.com/region");
  });

  test.each([
    ["missing", 'const url = process.env.PRICES_URL;\nif (!url) throw new Error("No URL.");', 2],
    ["read where it runs", "const { PRICES_URL: url = String(undefined) } = process.env;", 1],
  ])("names a variable that is %s in the local run", async (_when, code, ends) => {
    const text = (files[STEP] ?? "").replace(/^export async function/m, `${code}\n\n$&`);
    const failing = text.replace(/return \{ reference: .*\}/, "throw new Error(url)");
    const { exitCode, stderr } = await runLocally({ ...files, [STEP]: failing });
    expect(exitCode).toBe(ends);
    expect(stderr).toContain(
      `PRICES_URL is not set, and ${STEP} asks for it: give it to ProcessPaymentFunction in template.yaml,`,
    );
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test("says that steps get the same environment in the local run", async () => {
    const url = (name: string) => `        Variables:\n          PRICES_URL: https://${name}`;
    let count = 0;
    const template = (files["template.yaml"] ?? "").replaceAll(/^ {8}Variables:/gm, (line) => {
      count += 1;
      return count === 1 ? line : url(count < 4 ? "one" : "two");
    });
    const { exitCode, stderr } = await runLocally({ ...files, "template.yaml": template });
    expect(exitCode).toBe(0);
    expect(stderr.split("\n")[0]).toMatch(
      /^PRICES_URL is https:\/\/two for [a-z-]+, and https:\/\/one for [a-z-]+: here/,
    );
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
    expect(red).toContain(`what is deployed 'process-payment' ${name}`);
  });

  test("is deployed by the SAM CLI, of which it says where it is missing", async () => {
    const done = await deploy(files, { status: 0 }, "--stage", "dev", "--profile", "work");
    expect(done.exitCode).toBe(0);
    expect(done.calls).toEqual([["sam", expect.arrayContaining(["order-processing-dev", "work"])]]);
    const missing = await deploy(files, { status: 1, error: new Error("spawn sam ENOENT") });
    expect(missing.exitCode).toBe(2);
    expect(missing.printed).toContain("install the SAM CLI");
    const wrong = await deploy(files, { status: 0 }, "--stage", "Dev 1");
    expect(wrong).toMatchObject({ calls: [], exitCode: 2 });
  });

  test("is deployed to the region that the other commands ask", async () => {
    vi.stubEnv("AWS_REGION", "eu-north-1");
    vi.stubEnv("AWS_DEFAULT_REGION", "us-east-1");
    const { env } = await deploy(files, { status: 0 }).finally(() => vi.unstubAllEnvs());
    expect(env).toMatchObject({ AWS_DEFAULT_REGION: "eu-north-1" });
  });

  test.each([
    ["Unable to resolve a region. Please provide one.", "There is no region: set AWS_REGION"],
    ["Unable to locate credentials", "There are no credentials for AWS: run `aws sso login`"],
    ["The config profile (work) could not be found", "There is no profile work: run"],
    ["An error occurred (ExpiredToken) when calling", "AWS does not take these credentials (Ex"],
  ])("says in a line what the SAM CLI lacks: %s", async (said, told) => {
    const { printed, exitCode } = await deploy(files, { status: 1, said: `\nError: ${said}\n` });
    expect(exitCode).toBe(1);
    expect(printed).toMatch(/^\n.+\n$/);
    expect(printed).toContain(told);
    expect(printed).not.toContain("Error:");
  });

  test("leaves everything else to the SAM CLI", async () => {
    const said = "Uploading 1 / 2\nError: Failed to create changeset\n";
    expect(await deploy(files, { status: 1, said })).toMatchObject({ printed: said, exitCode: 1 });
  });
});
