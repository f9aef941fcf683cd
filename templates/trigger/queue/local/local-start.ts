import { readMessage } from "../src/runtime/queue-message.ts";
import type { Services } from "../src/runtime/services.ts";
import type { StartWorkflow } from "../src/runtime/start-request.ts";
import { startWorkflow } from "../src/runtime/start-workflow.ts";
import { startLocalQueues } from "./local-queues.ts";
import { MemoryIdempotencyStore } from "./memory-idempotency-store.ts";
import { lambdaFunctions, readSamTemplate, referenced } from "./sam-template.ts";
import { resolveEnvironment } from "./simulate.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** Starts workflows without running them. */
export interface LocalStart {
  startWorkflow: StartWorkflow;
  started(): { id: string; input: unknown }[];
  stop(): Promise<void>;
}

const template = readSamTemplate();

/** Keeps what is sent to the first queue of `template.yaml` in an SQS emulator. */
export async function createLocalStart(): Promise<LocalStart> {
  const queues = await startLocalQueues(template, createVirtualClock());
  const fn = lambdaFunctions(template).find(({ entry }) => entry === "start");
  const services: Services = {
    sqs: queues.client,
    environment: fn ? resolveEnvironment(fn, queues) : {},
    idempotencyStore: new MemoryIdempotencyStore(new Map()),
    random: Math.random,
    workflowEnded: () => {},
  };
  const startQueue = queues.nameOf(referenced(template.Outputs.StartQueueUrl?.Value) ?? "");
  return {
    startWorkflow: (request, context) => startWorkflow(request, context, () => services),
    started: () =>
      queues.waiting(startQueue).map(({ body }) => {
        const { id, input } = readMessage(body);
        return { id, input };
      }),
    stop: () => queues.stop(),
  };
}
