import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import type { StepError } from "../src/workflow.ts";
import { referenced, resourcesOfType, type SamTemplate } from "./sam-template.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface WaitingMessage {
  body: string;
  /** Why it waits, where the step could say so. */
  error: StepError | undefined;
}

/** The queues of the template, on this machine. */
export interface LocalQueues {
  client: SQSClient;
  names: string[];
  urlOf(resource: string): string;
  nameOf(resource: string): string;
  send(queue: string, body: string): Promise<void>;
  /** Whether there is anything to receive; asking costs no request. */
  hasVisible(queue: string): boolean;
  receive(queue: string, max: number): Promise<Message[]>;
  remove(queue: string, message: Message): Promise<void>;
  /** Redrives: every message of one queue goes to another. */
  move(from: string, to: string): Promise<void>;
  waiting(queue: string): WaitingMessage[];
  /** When the next hidden or delayed message becomes visible, in virtual milliseconds. */
  nextVisible(): number | undefined;
  stop(): Promise<void>;
}

const ATTRIBUTES = [
  "VisibilityTimeout",
  "MessageRetentionPeriod",
  "DelaySeconds",
  "ReceiveMessageWaitTimeSeconds",
];

/** Starts an SQS emulator with the queues, redrive policies and timeouts that `template.yaml` declares. */
export async function startLocalQueues(
  template: SamTemplate,
  clock: VirtualClock,
): Promise<LocalQueues> {
  const server = await startFauxqs({ port: 0, logger: false });
  const client = new SQSClient({
    region: "us-east-1",
    endpoint: server.address.replace("0.0.0.0", "127.0.0.1"),
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const resources = resourcesOfType(template, "AWS::SQS::Queue");
  const names = new Map(
    resources.map(([id, { Properties }]) => [id, localName(Properties.QueueName)]),
  );
  const urls = new Map<string, string>();
  const arns = new Map<string, string>();

  const create = (id: string) => {
    if (urls.has(id)) return;
    const properties = template.Resources[id]?.Properties ?? {};
    const attributes = Object.fromEntries(
      ATTRIBUTES.filter((name) => properties[name] !== undefined).map((name) => [
        name,
        String(properties[name]),
      ]),
    );
    const redrive = properties.RedrivePolicy as Record<string, unknown> | undefined;
    const target = referenced(redrive?.deadLetterTargetArn);
    if (redrive && target) {
      create(target);
      attributes.RedrivePolicy = JSON.stringify({
        ...redrive,
        deadLetterTargetArn: arns.get(target),
      });
    }
    const queue = server.createQueue(nameOf(id), { attributes });
    urls.set(id, queue.queueUrl);
    arns.set(id, queue.queueArn);
  };
  const nameOf = (id: string) => names.get(id) ?? id;
  const idOf = (queue: string) => resources.find(([id]) => nameOf(id) === queue)?.[0] ?? queue;
  const urlOf = (id: string) => urls.get(id) ?? "";
  for (const [id] of resources) create(id);

  const inspect = (queue: string) => server.inspectQueue(queue)?.messages;
  const hiddenUntil = (queue: string) => {
    const messages = inspect(queue);
    return [
      ...(messages?.inflight ?? []).map(({ visibilityDeadline }) => visibilityDeadline),
      ...(messages?.delayed ?? []).map(({ delayUntil }) => delayUntil ?? 0),
    ];
  };

  const queues: LocalQueues = {
    client,
    names: [...names.values()],
    urlOf,
    nameOf,
    async send(queue, body) {
      await client.send(
        new SendMessageCommand({ QueueUrl: urlOf(idOf(queue)), MessageBody: body }),
      );
    },
    hasVisible(queue) {
      const messages = inspect(queue);
      if (messages?.ready.length) return true;
      return hiddenUntil(queue).some((time) => time <= Date.now());
    },
    async receive(queue, max) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(idOf(queue)),
          MaxNumberOfMessages: max,
          MessageSystemAttributeNames: ["All"],
          MessageAttributeNames: ["All"],
          WaitTimeSeconds: 0,
        }),
      );
      return Messages;
    },
    async remove(queue, message) {
      await client.send(
        new DeleteMessageCommand({
          QueueUrl: urlOf(idOf(queue)),
          ReceiptHandle: message.ReceiptHandle,
        }),
      );
    },
    async move(from, to) {
      for (;;) {
        const [message] = await queues.receive(from, 1);
        if (!message) return;
        await queues.send(to, message.Body ?? "");
        await queues.remove(from, message);
      }
    },
    waiting(queue) {
      const messages = inspect(queue);
      return [
        ...(messages?.ready ?? []),
        ...(messages?.delayed ?? []),
        ...(messages?.inflight ?? []).map(({ message }) => message),
      ].map(({ body, messageAttributes }) => {
        const error = messageAttributes.Error?.StringValue;
        return { body, error: error === undefined ? undefined : JSON.parse(error) };
      });
    },
    nextVisible() {
      const now = Date.now();
      const times = [...names.values()].flatMap(hiddenUntil).filter((time) => time > now);
      return times.length > 0 ? clock.now() + Math.min(...times) - now : undefined;
    },
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
  return queues;
}

/** `!Sub ${AWS::StackName}-create-order` is called `create-order` here. */
function localName(queueName: unknown): string {
  const isSub = typeof queueName === "object" && queueName !== null && "Sub" in queueName;
  return String(isSub ? queueName.Sub : queueName).replace(/^\$\{AWS::StackName\}-/, "");
}
