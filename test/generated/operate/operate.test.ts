import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { INFRASTRUCTURES, type Infrastructure } from "../../../src/targets/names.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { type Answers, fakeClient } from "../run/aws-fakes.ts";
import { importPackages, packageExports } from "../run/packages.ts";
import { runScript } from "../run/run-locally.ts";
import { withEnvironment } from "../run/run-tests.ts";
import { startSqs } from "./sqs-server.ts";

const account = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
};

/** Only SAM leaves the name of the log group to CloudFormation. */
const cloudFormation = fakeClient({
  DescribeStackResource: ({ StackName, LogicalResourceId }) => {
    expect(LogicalResourceId).toBe("FunctionLogs");
    return { StackResourceDetail: { PhysicalResourceId: `/aws/lambda/${StackName}` } };
  },
});

const line = (more: object) => ({
  message: JSON.stringify({ timestamp: "2030-01-01T00:00:00Z", level: "WARN", ...more }),
});
const retried = line({
  step: "process-payment",
  message: "The step failed",
  error: { name: "Error", message: "no bank" },
});
const ended = line({ message: "The workflow has ended", outcome: "compensated" });

/** A log of two pages about `order-1`, and of nothing else. */
const cloudWatchLogs = fakeClient({
  FilterLogEvents: ({ logGroupName, filterPattern, nextToken }) => {
    expect(logGroupName).toMatch(/^\/aws\/lambda\/order-processing(-dev)?$/);
    if (filterPattern !== '{ $.workflowId = "order-1" }') return { events: [] };
    return nextToken ? { events: [ended] } : { events: [retried], nextToken: "more" };
  },
});

/** What stands in for the packages of the AWS SDK. */
const clientsFor = (infrastructure: Infrastructure) => ({
  ...(infrastructure === "sam" && { "@aws-sdk/client-cloudformation": cloudFormation }),
  "@aws-sdk/client-cloudwatch-logs": cloudWatchLogs,
});

const projectOf = (infrastructure: Infrastructure, transport: TransportName) =>
  renderWorkflow(
    setTransport(`infrastructure: ${infrastructure}\n${orderProcessingYaml}`, transport),
  );

describe.each(INFRASTRUCTURES)("with queues, by %s", (infrastructure) => {
  const files = projectOf(infrastructure, "queue");
  const clients = clientsFor(infrastructure);
  let server: Awaited<ReturnType<typeof startSqs>>;
  let sqs: { send(command: object): Promise<{ QueueUrl?: string; Messages?: object[] }> };
  // biome-ignore lint/suspicious/noExplicitAny: the classes of a package that is not installed here
  let client: Record<string, any>;
  const env = () => ({ ...account, AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${server.port}` });
  const ask = (command: string, input: object) =>
    withEnvironment(env(), () => sqs.send(new client[`${command}Command`](input)));
  const run = (script: string, ...args: string[]) =>
    withEnvironment(env(), () => runScript(files, script, args, clients));
  const urlOf = async (queue: string) =>
    (await ask("GetQueueUrl", { QueueName: `order-processing-${queue}` })).QueueUrl;

  beforeAll(async () => {
    // The client warns of addresses of queues that are none of Amazon's.
    vi.spyOn(console, "warn").mockReturnValue();
    await importPackages(["@aws-sdk/client-sqs"]);
    server = await startSqs();
    client = packageExports("@aws-sdk/client-sqs");
    sqs = new client.SQSClient(clientOptions(server.port));
    const steps = (files["src/workflow.ts"] ?? "").match(/export const steps = \[([^\]]+)\]/)?.[1];
    for (const step of steps?.match(/[\w-]+/g) ?? []) {
      for (const queue of [step, `${step}-dlq`]) {
        await ask("CreateQueue", { QueueName: `order-processing-${queue}` });
      }
    }
    const error = JSON.stringify({ name: "Error", message: "no bank" });
    await ask("SendMessage", {
      QueueUrl: await urlOf("process-payment-dlq"),
      MessageBody: '{"id":"order-7"}',
      MessageAttributes: { Error: { DataType: "String", StringValue: error } },
    });
    await ask("SendMessage", {
      QueueUrl: await urlOf("create-order-dlq"),
      MessageBody: '{"id":"order-8"}',
    });
  });
  afterAll(() => {
    vi.restoreAllMocks();
    return server.stop();
  });

  test("failed lists what waits, and why, as often as it is asked", async () => {
    for (const _ of ["once", "again"]) {
      const { stdout, stderr, exitCode } = await run("failed");
      expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
      expect(stdout.trimEnd().split("\n")).toEqual([
        expect.stringMatching(/^2.+Z {2}create-order {2}order-8 {2}NoAnswer: The step crashed/),
        expect.stringMatching(/^2.+Z {2}process-payment {2}order-7 {2}Error: no bank$/),
      ]);
    }
  });

  test("status tells where work waits, and otherwise what the log says last", async () => {
    expect((await run("status", "order-7")).stdout).toBe(
      "order-7 waits in the dead-letter queue of process-payment, after Error: no bank.\n",
    );
    expect((await run("status", "order-1")).stdout).toMatch(
      /^order-1 ended as compensated at 2030/,
    );
    const unknown = await run("status", "order-2");
    expect(unknown).toMatchObject({ exitCode: 1, stdout: "" });
    expect(unknown.stderr).toMatch(/^Nothing is known of order-2 in order-processing/);
  });

  test("redrive sends back what waits for one step, then everything", async () => {
    const one = await run("redrive", "--step", "process-payment");
    expect(one.stderr).toBe("");
    expect(one.stdout).toMatch(/^process-payment: about 1 on the way back/);
    const { Messages = [] } = await ask("ReceiveMessage", {
      QueueUrl: await urlOf("process-payment"),
      WaitTimeSeconds: 2,
    });
    expect(Messages).toMatchObject([{ Body: '{"id":"order-7"}' }]);
    expect((await run("failed")).stdout).toMatch(/^\S+ {2}create-order .+\n$/);
    expect((await run("redrive")).stdout).toMatch(/^create-order: about 1 .+\n$/);
    expect((await run("redrive")).stdout).toMatch(/^There is nothing to send back/);
  });

  test("logs prints the lines about a workflow, of another stage too", async () => {
    const { stdout } = await run("logs", "order-1", "--stage", "dev");
    expect(stdout).toBe(
      [
        "2030-01-01T00:00:00Z  WARN  process-payment  The step failed: Error: no bank",
        "2030-01-01T00:00:00Z  WARN    The workflow has ended",
        "",
      ].join("\n"),
    );
  });

  test("a stack that is not there, a step that is none and a missing id are told", async () => {
    const missing = await run("failed", "--stack", "other");
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toMatch(/does not exist.* Deploy it first, or say which one/);
    const step = await run("redrive", "--step", "process-paymnt");
    expect(step.exitCode).toBe(2);
    expect(step.stderr).toMatch(/^"process-paymnt" is no step\. The steps are: create-order,/);
    expect((await run("status")).stderr).toMatch(/^Name one workflow by its id\.\n\nLooks after/);
  });
});

const clientOptions = (port: number) => ({
  region: "us-east-1",
  endpoint: `http://127.0.0.1:${port}`,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

describe.each(INFRASTRUCTURES)("with a state machine, by %s", (infrastructure) => {
  const files = projectOf(infrastructure, "state-machine");
  const clients = clientsFor(infrastructure);
  const arn = (id: string) => `arn:aws:states:us-east-1:1:execution:order-processing:${id}`;
  const named = (name: string) => ({
    name,
    stateMachineArn: `arn:aws:states:us-east-1:1:stateMachine:${name}`,
  });
  const minute = 60_000;
  const executions: Record<string, object> = {
    stopped: { status: "FAILED", error: "Error", cause: '{"errorMessage":"no bank"}' },
    finished: { status: "FAILED", error: "PaymentDeclined", cause: '{"errorMessage":"no"}' },
    gone: {
      status: "FAILED",
      error: "Error",
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Too old.",
    },
    undone: {
      status: "SUCCEEDED",
      output: JSON.stringify({
        failure: { Error: "PaymentDeclined", Cause: '{"errorMessage":"no"}' },
      }),
    },
    done: { status: "SUCCEEDED", output: "{}" },
    running: { status: "RUNNING" },
  };
  const states: Record<string, string> = {
    finished: "create-invoice failed",
    gone: "create-order",
  };
  const redriven: unknown[] = [];
  const idOf = (executionArn: unknown) => String(executionArn).split(":").at(-1) ?? "";
  const answers: Answers = {
    ListStateMachines: ({ nextToken }) =>
      nextToken
        ? { stateMachines: [named("order-processing")] }
        : { stateMachines: [named("order-processing-dev")], nextToken: "more" },
    ListExecutions: ({ stateMachineArn, statusFilter, nextToken }) => {
      expect(stateMachineArn).toBe(named("order-processing").stateMachineArn);
      if (statusFilter !== "FAILED") return { executions: [] };
      const old = { executionArn: arn("old"), stopDate: new Date(0) };
      const [first, ...rest] = ["stopped", "finished", "gone"].map((id) => ({
        executionArn: arn(id),
        stopDate: new Date(Date.now() - minute),
      }));
      return nextToken ? { executions: rest } : { executions: [old, first], nextToken: "more" };
    },
    DescribeExecution: ({ executionArn }) => {
      const id = idOf(executionArn);
      if (!executions[id]) {
        const { ExecutionDoesNotExist } = sfn as Record<string, new () => Error>;
        throw new (ExecutionDoesNotExist as new () => Error)();
      }
      const stopDate = new Date("2030-01-01T00:00:00Z");
      return { name: id, executionArn, stopDate, redriveStatus: "REDRIVABLE", ...executions[id] };
    },
    GetExecutionHistory: ({ executionArn, reverseOrder, nextToken }) => {
      expect(reverseOrder).toBe(true);
      if (!nextToken) return { events: [{ type: "ExecutionFailed" }], nextToken: "more" };
      const name = states[idOf(executionArn)] ?? "process-payment";
      return { events: [{ stateEnteredEventDetails: { name } }] };
    },
    RedriveExecution: ({ executionArn }) => {
      redriven.push(executionArn);
      return {};
    },
  };
  const sfn = fakeClient(answers);
  const run = (script: string, ...args: string[]) =>
    withEnvironment(account, () =>
      runScript(files, script, args, { ...clients, "@aws-sdk/client-sfn": sfn }),
    );

  test("failed lists the executions that can be redriven still, each with its state and error", async () => {
    const { stdout } = await run("failed");
    expect(stdout).toBe(
      [
        "2030-01-01T00:00:00.000Z  process-payment  stopped  Error: no bank",
        "2030-01-01T00:00:00.000Z  create-invoice failed  finished  PaymentDeclined: no",
        "2030-01-01T00:00:00.000Z  create-order  gone  Error: ",
        "",
      ].join("\n"),
    );
  });

  test("redrive says what it does, and why it does not", async () => {
    const { stdout } = await run("redrive");
    expect(redriven).toEqual([arn("stopped")]);
    expect(stdout.split("\n")).toEqual([
      "stopped: it goes on from process-payment.",
      expect.stringMatching(/^finished: it ended in create-invoice failed, .*another name\.$/),
      "gone: it cannot be redriven. Too old.",
      "",
    ]);
    expect((await run("redrive", "--step", "create-invoice")).stdout).toMatch(/^finished: .+\n$/);
  });

  test.each([
    ["stopped", "failed in process-payment at 2030-01-01T00:00:00.000Z, after Error: no bank"],
    ["undone", "ended as compensated at 2030-01-01T00:00:00.000Z, after PaymentDeclined: no"],
    ["done", "succeeded at 2030-01-01T00:00:00.000Z"],
    ["running", "is under way, in process-payment"],
  ])("status tells how far a workflow is: %s", async (id, said) => {
    expect(await run("status", id)).toMatchObject({ stdout: `${id} ${said}.\n`, exitCode: 0 });
  });

  test("a stack that is not there is told", async () => {
    const { stderr, exitCode } = await run("failed", "--stage", "prod");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^The state machine order-processing-prod does not exist\. Deploy it/);
  });

  test("status knows no other, and logs are read in the same way", async () => {
    expect((await run("status", "other")).exitCode).toBe(1);
    expect((await run("logs", "order-1")).stdout).toContain("The step failed: Error: no bank\n");
    expect(await run("logs", "order-2")).toMatchObject({ stdout: "", exitCode: 1 });
  });
});

test.each([
  [{ name: "Error", message: "Region is missing" }, /^There is no region: set AWS_REGION/],
  [{ name: "CredentialsProviderError", message: "" }, /^There are no credentials .*aws sso login/],
  [{ name: "ExpiredTokenException", message: "" }, /^AWS does not take these credentials/],
])("what is missing for AWS is told in a line: %s", async (thrown, told) => {
  const files = projectOf("sam", "state-machine");
  const refusing = fakeClient({
    ListStateMachines: () => {
      throw Object.assign(new Error(thrown.message), { name: thrown.name });
    },
  });
  const modules = { ...clientsFor("sam"), "@aws-sdk/client-sfn": refusing };
  const { stderr, exitCode } = await runScript(files, "failed", [], modules);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(told);
  expect(stderr).not.toContain("\n");
});
