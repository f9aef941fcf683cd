import {
  ChangeMessageVisibilityCommand,
  type MessageAttributeValue,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { StepError, WorkflowState } from "../workflow.ts";
import { dynamoDbStore, type IdempotencyStore } from "./idempotency.ts";
import { logger } from "./logger.ts";
import type { Outcome } from "./outcome.ts";

/** What a function needs from outside. */
export interface Services {
  sqs: SQSClient;
  environment: Record<string, string | undefined>;
  idempotencyStore: IdempotencyStore;
  random: () => number;
  workflowEnded: (state: WorkflowState, outcome: Outcome) => void;
}

let services: Services | undefined;

/** AWS itself, made when it is first needed and kept for the life of the execution environment. */
export function awsServices(): Services {
  services ??= {
    sqs: new SQSClient(),
    environment: process.env,
    idempotencyStore: dynamoDbStore(),
    random: Math.random,
    workflowEnded: ({ id }, outcome) =>
      logger.info("The workflow has ended", { workflowId: id, outcome }),
  };
  return services;
}

interface SendOptions {
  delaySeconds?: number;
  /** Tries that the new message shall not have over again. */
  triesBefore?: number;
  /** For a dead-letter queue: why the message waits there. */
  error?: StepError;
}

export async function send(
  { sqs, environment }: Services,
  queue: string,
  state: WorkflowState,
  { delaySeconds = 0, triesBefore, error }: SendOptions = {},
): Promise<void> {
  const attributes: Record<string, MessageAttributeValue> = {
    ...(triesBefore ? { TriesBefore: { DataType: "Number", StringValue: `${triesBefore}` } } : {}),
    ...(error ? { Error: { DataType: "String", StringValue: JSON.stringify(error) } } : {}),
  };
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(environment, queue),
      MessageBody: JSON.stringify(state),
      MessageAttributes: attributes,
      DelaySeconds: delaySeconds,
    }),
  );
}

/** Makes a received message visible again after `seconds`. */
export async function retryAfter(
  { sqs, environment }: Services,
  queue: string,
  receiptHandle: string,
  seconds: number,
): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl(environment, queue),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}

function queueUrl(environment: Services["environment"], queue: string): string {
  const variable = `QUEUE_URL_${queue.toUpperCase().replaceAll("-", "_")}`;
  const url = environment[variable];
  if (!url) throw new Error(`The environment variable ${variable} is not set.`);
  return url;
}
