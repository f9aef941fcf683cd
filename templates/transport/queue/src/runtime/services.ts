import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { WorkflowState } from "../workflow.ts";
import type { Outcome } from "./destination.ts";
import { dynamoDbStore, type IdempotencyStore } from "./idempotency.ts";
import { logger } from "./logger.ts";

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
    workflowEnded: (_state, outcome) => logger.info("Workflow ended", { outcome }),
  };
  return services;
}

export async function send(
  { sqs, environment }: Services,
  queue: string,
  state: WorkflowState,
  delaySeconds = 0,
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(environment, queue),
      MessageBody: JSON.stringify(state),
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
  const variable = `${queue.toUpperCase().replaceAll("-", "_")}_QUEUE_URL`;
  const url = environment[variable];
  if (!url) throw new Error(`The environment variable ${variable} is not set.`);
  return url;
}
