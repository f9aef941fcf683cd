import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { StepError } from "../workflow.ts";
import { nextQueue, type Onward } from "./destination.ts";
import { readMessage, withError } from "./queue-message.ts";
import { awsServices, type Services, send } from "./services.ts";

/** Where the work of a step that failed for good goes. */
export interface FailureRoutes {
  step: string;
  /** Where the step's error is kept in the workflow state. */
  key: string;
  byError?: Record<string, Onward>;
  otherwise: Onward;
}

/** A step that crashed or was stopped by its timeout on the last try could not say why. */
export const NO_ANSWER: StepError = {
  name: "NoAnswer",
  message: "The step crashed or timed out on its last try.",
};

/**
 * The Lambda handler of a step's failure queue. The step sends its failures there; where it could
 * not, SQS moves the message there itself.
 */
export function failureRouter(routes: FailureRoutes, services: () => Services = awsServices) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const processor = new BatchProcessor(EventType.SQS);
    const options = { context, throwOnFullBatchFailure: false };
    return processPartialResponse(
      event,
      (record: SQSRecord) => route(routes, record, services()),
      processor,
      options,
    );
  };
}

async function route(routes: FailureRoutes, record: SQSRecord, services: Services) {
  const message = readMessage(record.body);
  const error = (message.errors as Record<string, StepError>)[routes.key] ?? NO_ANSWER;
  const state = withError(message, routes.key, error);
  const onward = routes.byError?.[error.name] ?? routes.otherwise;
  const queue = nextQueue(onward, state);
  if (queue) await send(services, queue, state);
  else services.workflowEnded(state, onward.endsAs);
}
