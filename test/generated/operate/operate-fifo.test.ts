import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { renderWorkflow } from "../../../src/testing.ts";
import { fakeClient } from "../run/aws-fakes.ts";
import { importPackages, packageExports } from "../run/packages.ts";
import { runScript } from "../run/run-locally.ts";
import { withEnvironment } from "../run/run-tests.ts";
import { startSqs } from "./sqs-server.ts";

const files = renderWorkflow(`
name: entries
transport: queue
queue: { fifo: true, groupBy: input.account }
steps:
  - name: book
  - name: notify
`);

interface Received {
  readonly Body: string;
  readonly ReceiptHandle: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

let server: Awaited<ReturnType<typeof startSqs>>;
let ask: (
  command: string,
  input: object,
) => Promise<{ QueueUrl?: string; MessageId?: string; Messages?: Received[] }>;

const env = () => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${server.port}`,
});
const urlOf = async (queue: string) =>
  (await ask("GetQueueUrl", { QueueName: `entries-${queue}.fifo` })).QueueUrl;
const nothingLogged = fakeClient({ FilterLogEvents: () => ({ events: [] }) });
const run = (script: string, ...args: string[]) =>
  withEnvironment(env(), () =>
    runScript(files, script, args, { "@aws-sdk/client-cloudwatch-logs": nothingLogged }),
  );

const bodyOf = (id: string, account: string) =>
  JSON.stringify({ id, workflow: "entries", input: { account }, results: {} });

/** The workflows that have failed, by their groups, and when within them. */
const DEAD = [
  ...Array.from({ length: 12 }, (_, index) => [`first-${index}`, `group-${index}`] as const),
  ["second-0", "group-0"],
  ["third-0", "group-0"],
] as const;

beforeAll(async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  await importPackages(["@aws-sdk/client-sqs"]);
  server = await startSqs();
  // biome-ignore lint/suspicious/noExplicitAny: the classes of a package that is not installed here
  const client: Record<string, any> = packageExports("@aws-sdk/client-sqs");
  const sqs = new client.SQSClient({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${server.port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  ask = (command, input) => sqs.send(new client[`${command}Command`](input));
  for (const queue of ["book", "book-dlq", "notify", "notify-dlq"]) {
    const Attributes = {
      FifoQueue: "true",
      DeduplicationScope: "messageGroup",
      FifoThroughputLimit: "perMessageGroupId",
    };
    await ask("CreateQueue", { QueueName: `entries-${queue}.fifo`, Attributes });
  }
  for (const [id, group] of DEAD) {
    await ask("SendMessage", {
      QueueUrl: await urlOf("book-dlq"),
      MessageBody: bodyOf(id, group),
      MessageGroupId: group,
      MessageDeduplicationId: `message-of-${id}`,
      MessageAttributes: {
        Error: {
          DataType: "String",
          StringValue: JSON.stringify({ name: "Error", message: "no" }),
        },
      },
    });
  }
});

afterAll(() => {
  vi.restoreAllMocks();
  return server.stop();
});

test("failed lists the first of each group, however many groups there are, as often as it is asked", async () => {
  for (const _ of ["once", "again"]) {
    const { stdout, stderr, exitCode } = await run("failed");
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    for (const [id] of DEAD.slice(0, 12)) {
      expect(stdout).toMatch(new RegExp(`^2.+Z {2}book {2}${id} {2}Error: no$`, "m"));
    }
    expect(stdout).toMatch(/^What is behind them in the same group is not shown by SQS\.$/m);
  }
  expect((await run("status", "first-11")).stdout).toContain("dead-letter queue of book");
});

test("redrive keeps the groups and the order in them", async () => {
  const { stdout, stderr } = await run("redrive");
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^book: about 14 on the way back/);
  const QueueUrl = await urlOf("book");
  const back: Received[] = [];
  for (;;) {
    const { Messages = [] } = await ask("ReceiveMessage", {
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All"],
    });
    if (Messages.length === 0) break;
    for (const message of Messages) {
      back.push(message);
      await ask("DeleteMessage", { QueueUrl, ReceiptHandle: message.ReceiptHandle });
    }
  }
  const idsIn = (group: string) =>
    back
      .filter(({ Attributes }) => Attributes.MessageGroupId === group)
      .map(({ Body }) => JSON.parse(Body).id);
  expect(back).toHaveLength(DEAD.length);
  expect(idsIn("group-0")).toEqual(["first-0", "second-0", "third-0"]);
  expect(idsIn("group-7")).toEqual(["first-7"]);
  expect((await run("failed")).stdout).toBe("Nothing has failed in entries.\n");
});
