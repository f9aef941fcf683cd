import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { StepError } from "../workflow.ts";
import { handleBatch } from "./batch.ts";
import { goOn, type Onward } from "./destination.ts";
import { NO_ANSWER } from "./errors.ts";
import { oncePerWorkflow } from "./idempotency.ts";
import { logger } from "./logger.ts";
import { readMessage, withError, withResult } from "./queue-message.ts";
import { awsServices, type Services } from "./services.ts";
import type { Settlement } from "./settlement.ts";

/** Where the work of a step that failed for good goes. */
export interface FailureRoutes {
  step: string;
  /** Where the step's result and error are kept in the workflow state. */
  key: string;
  idempotency: "guarded" | "natural";
  byError?: Record<string, Onward>;
  otherwise?: Onward;
  /** For a step that did succeed, though its message was never acknowledged. */
  onSuccess: Onward;
}

/**
 * The Lambda handler of a step's failure queue. The step sends its failures there; where it could
 * not, SQS moves the message there itself.
 */
export function failureRouter(routes: FailureRoutes, services: () => Services = awsServices) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    return handleBatch(event, context, services(), (record, perMessage) =>
      route(routes, record, context, perMessage),
    );
  };
}

async function route(
  routes: FailureRoutes,
  record: SQSRecord,
  context: Context,
  services: Services,
) {
  const state = readMessage(record.body);
  const errors: Record<string, StepError> = state.errors;
  const presumed: Settlement = { failed: errors[routes.key] ?? NO_ANSWER };
  const settlement: Settlement =
    routes.idempotency === "natural"
      ? presumed
      : await oncePerWorkflow(
          routes.step,
          state,
          context,
          services.newIdempotencyStore(),
          async () => presumed,
        );
  logger.info("The step is settled", { workflowId: state.id, step: routes.step, settlement });

  if ("result" in settlement) {
    return goOn(services, routes.onSuccess, withResult(state, routes.key, settlement.result));
  }
  const onward = routes.byError?.[settlement.failed.name] ?? routes.otherwise;
  if (!onward) throw new Error(`There is no route for ${settlement.failed.name}.`);
  return goOn(services, onward, withError(state, routes.key, settlement.failed));
}
