import type { Message } from "@aws-sdk/client-sqs";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { readMessage } from "../src/runtime/queue-message.ts";
import type { QueueStep } from "../src/runtime/queue-step.ts";
import type { FaultInjection } from "./fault-injection.ts";
import type { LocalQueues } from "./local-queues.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** A function and the queue that feeds it, with the settings of the template. */
export interface EventSourceMapping {
  queue: string;
  batchSize: number;
  maximumConcurrency: number;
  reportsBatchItemFailures: boolean;
  timeoutSeconds: number;
  /** The step that the function runs; undefined for a failure router. */
  step: QueueStep | undefined;
  handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  /** Invocations under way. */
  running: number;
}

interface Surroundings {
  clock: VirtualClock;
  queues: LocalQueues;
  injection: FaultInjection;
}

/** Hands the visible messages to the function, as far as its concurrency allows; true if there were any. */
export async function poll(
  mapping: EventSourceMapping,
  surroundings: Surroundings,
): Promise<boolean> {
  const { queues, injection } = surroundings;
  let received = false;
  while (mapping.running < mapping.maximumConcurrency && queues.hasVisible(mapping.queue)) {
    received = true;
    const messages = await queues.receive(mapping.queue, mapping.batchSize);
    if (messages.length === 0) break;
    for (const { Body = "" } of messages) {
      if (mapping.step && injection.duplicates(mapping.step.name)) {
        await queues.send(mapping.queue, Body);
      }
    }
    mapping.running += 1;
    void deliver(mapping, messages, surroundings).finally(() => {
      mapping.running -= 1;
    });
  }
  return received;
}

/** Invokes the function with a batch and deletes what it did not report as failed. */
async function deliver(
  mapping: EventSourceMapping,
  messages: Message[],
  { clock, queues, injection }: Surroundings,
): Promise<void> {
  const { queue, step, timeoutSeconds } = mapping;
  const deadline = clock.now() + timeoutSeconds * 1000;
  const context = { getRemainingTimeInMillis: () => deadline - clock.now() } as Context;
  const event = { Records: messages.map(toRecord) };
  const outcome = await injection.invoke(timeoutSeconds, () => mapping.handler(event, context));
  if (!("answer" in outcome)) return;

  const failures = mapping.reportsBatchItemFailures ? outcome.answer.batchItemFailures : [];
  const reported = failures.map(({ itemIdentifier }) => itemIdentifier);
  await clock.track(async () => {
    for (const message of messages) {
      if (reported.includes(message.MessageId ?? "")) continue;
      await queues.remove(queue, message);
      const { id } = readMessage(message.Body ?? "");
      if (step && !outcome.ran.has(id)) injection.recordSkipped(step.name, id);
    }
  });
}

function toRecord(message: Message): SQSRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      attributes.map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue },
      ]),
    ),
    eventSource: "aws:sqs",
  } as unknown as SQSRecord;
}
