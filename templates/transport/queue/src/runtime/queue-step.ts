import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { IdempotencyAlreadyInProgressError } from "@aws-lambda-powertools/idempotency";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { StepError, WorkflowState } from "../workflow.ts";
import { goOn, type Onward } from "./destination.ts";
import { toStepError } from "./errors.ts";
import { oncePerWorkflow } from "./idempotency.ts";
import { logger } from "./logger.ts";
import { readMessage, readTriesBefore, withError, withResult } from "./queue-message.ts";
import { type Retry, retryDelaySeconds } from "./retry-delay.ts";
import { type RunnableStep, runStep } from "./run-step.ts";
import { awsServices, retryAfter, type Services, send } from "./services.ts";
import type { Settlement } from "./settlement.ts";

/** A step that takes its work from the queue of its own name. */
export interface QueueStep extends RunnableStep {
  /** Where its result is kept in the workflow state. */
  key: string;
  idempotency: "guarded" | "natural";
  retry: Retry;
  /** Errors that the workflow has a route for. */
  namedErrors: readonly string[];
  onSuccess: Onward;
  onFailure: {
    byError?: Record<string, FailureQueue>;
    otherwise: FailureQueue;
  };
}

/**
 * Work that failed for good takes a failure route, and the step is settled for this workflow; or it
 * waits in a dead-letter queue, and when it is redriven the step runs again.
 */
export type FailureQueue = { routedBy: string } | { waitsIn: string };

type Attempt = Settlement | { waits: StepError } | { inProgress: true } | { retry: unknown };

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
  const tries = readTriesBefore(record) + Number(record.attributes.ApproximateReceiveCount);
  const attempt = await attemptStep(step, state, tries, context, services);

  if ("result" in attempt) {
    return goOn(services, step.onSuccess, withResult(state, step.key, attempt.result));
  }
  if ("failed" in attempt) {
    log.error("The step failed for good and takes its failure route", attempt);
    const failed = withError(state, step.key, attempt.failed);
    return send(services, queueName(failureQueue(step, attempt.failed)), failed);
  }
  if ("waits" in attempt) {
    log.error("The step failed for good and waits to be redriven", attempt);
    const queue = queueName(failureQueue(step, attempt.waits));
    return send(services, queue, state, { error: attempt.waits });
  }
  if ("inProgress" in attempt) {
    log.info("The step is being run for another delivery of this message");
    const delaySeconds = Math.ceil(context.getRemainingTimeInMillis() / 1000);
    return send(services, step.name, state, { delaySeconds, triesBefore: tries - 1 });
  }
  log.warn("The step failed and will be retried", { error: attempt.retry, tries });
  const delaySeconds = retryDelaySeconds(step.retry, tries, services.random);
  await retryAfter(services, step.name, record.receiptHandle, delaySeconds);
  throw attempt.retry;
}

async function attemptStep(
  step: QueueStep,
  state: WorkflowState,
  tries: number,
  context: Context,
  services: Services,
): Promise<Attempt> {
  const notRetried = ["PermanentError", ...step.namedErrors];
  const isFinal = (error: unknown) =>
    tries > step.retry.maxAttempts ||
    notRetried.includes(toStepError(error, step.namedErrors).name);
  const work = async (): Promise<Settlement> => {
    try {
      return { result: await runStep(step, state) };
    } catch (error) {
      const failed = toStepError(error, step.namedErrors);
      if (isFinal(error) && "routedBy" in failureQueue(step, failed)) return { failed };
      throw error;
    }
  };
  try {
    if (step.idempotency === "natural") return await work();
    return await oncePerWorkflow(step.name, state, context, services.idempotencyStore, work);
  } catch (error) {
    if (error instanceof IdempotencyAlreadyInProgressError) return { inProgress: true };
    return isFinal(error) ? { waits: toStepError(error, step.namedErrors) } : { retry: error };
  }
}

function failureQueue({ onFailure }: QueueStep, { name }: StepError): FailureQueue {
  return onFailure.byError?.[name] ?? onFailure.otherwise;
}

function queueName(queue: FailureQueue): string {
  return "routedBy" in queue ? queue.routedBy : queue.waitsIn;
}
