import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { IdempotencyAlreadyInProgressError } from "@aws-lambda-powertools/idempotency";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { WorkflowState } from "../workflow.ts";
import { nextQueue, type Onward } from "./destination.ts";
import { errorName, isPermanent } from "./error-name.ts";
import { oncePerWorkflow } from "./idempotency.ts";
import { logger } from "./logger.ts";
import { readMessage, withError, withResult } from "./queue-message.ts";
import { type Retry, retryDelaySeconds } from "./retry-delay.ts";
import { awsServices, retryAfter, type Services, send } from "./services.ts";

/** A step that takes its work from the queue of its own name. */
export interface QueueStep {
  name: string;
  /** Where its result is kept in the workflow state. */
  key: string;
  run: (state: WorkflowState) => unknown;
  idempotency: "guarded" | "natural";
  retry: Retry;
  onSuccess: Onward;
  onFailure: FailureQueues;
}

/** Queues for work that failed for good: by the error's name, else the one for all other errors. */
export interface FailureQueues {
  byError?: Record<string, string>;
  otherwise: string;
}

/** The Lambda handler of a step: each message succeeds, fails for good or is retried on its own. */
export function queueStepHandler(step: QueueStep, services: () => Services = awsServices) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const processor = new BatchProcessor(EventType.SQS);
    const options = { context, throwOnFullBatchFailure: false };
    const handle = (record: SQSRecord) => handleMessage(step, record, context, services());
    return processPartialResponse(event, handle, processor, options);
  };
}

async function handleMessage(
  step: QueueStep,
  record: SQSRecord,
  context: Context,
  services: Services,
) {
  const state = readMessage(record.body);
  const log = logger.createChild({ persistentKeys: { workflowId: state.id, step: step.name } });
  try {
    const onward = withResult(state, step.key, await runStep(step, state, context, services));
    const queue = nextQueue(step.onSuccess, onward);
    if (queue) await send(services, queue, onward);
    else services.workflowEnded(onward, step.onSuccess.endsAs);
  } catch (error) {
    if (error instanceof IdempotencyAlreadyInProgressError) {
      log.info("The step is being run for another delivery of this message");
      await send(services, step.name, state, secondsLeft(context));
      return;
    }
    const tries = Number(record.attributes.ApproximateReceiveCount);
    const permanent = isPermanent(error, Object.keys(step.onFailure.byError ?? {}));
    if (permanent || tries > step.retry.maxAttempts) {
      log.error("The step failed for good", { error });
      await send(services, failureQueue(step, error), withError(state, step.key, describe(error)));
      return;
    }
    log.warn("The step failed and will be retried", { error, tries });
    const delay = retryDelaySeconds(step.retry, tries, services.random);
    await retryAfter(services, step.name, record.receiptHandle, delay);
    throw error;
  }
}

function runStep(step: QueueStep, state: WorkflowState, context: Context, services: Services) {
  if (step.idempotency === "natural") return step.run(state);
  return oncePerWorkflow(step, services.idempotencyStore)(state, context);
}

function failureQueue({ onFailure }: QueueStep, error: unknown): string {
  return onFailure.byError?.[errorName(error)] ?? onFailure.otherwise;
}

function describe(error: unknown) {
  return {
    name: errorName(error),
    message: error instanceof Error ? error.message : String(error),
  };
}

function secondsLeft(context: Context): number {
  return Math.ceil(context.getRemainingTimeInMillis() / 1000);
}
