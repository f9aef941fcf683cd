import { ResultTooLarge } from "../workflow.ts";
import type { RunnableStep } from "./run-step.ts";

/**
 * Bytes that the state may have in a message: 1 MiB with its attributes ("Amazon SQS message
 * quotas"), of which some are kept for the errors of later steps.
 */
export const MAX_STATE_BYTES = (1024 - 16) * 1024;

/** Bytes that a result may have in an idempotency record: 400 KB with all else ("DynamoDB quotas"). */
export const MAX_RECORD_BYTES = (400 - 2) * 1024;

/** @throws ResultTooLarge where the message, or the step's record, cannot take the result as JSON. */
export function refuseTooLarge(step: RunnableStep, state: unknown, json: string): void {
  const result = Buffer.byteLength(json);
  const message = Buffer.byteLength(`${JSON.stringify(state)},"${step.name}":${json}`);
  const has = `The result of ${step.name} has ${result} bytes`;
  if (message > MAX_STATE_BYTES) {
    throw new ResultTooLarge(
      `${has}; with it the message would have ${message}, and ${MAX_STATE_BYTES} are allowed.`,
    );
  }
  const record = Buffer.byteLength(`{"result":${json}}`);
  if (step.idempotency !== "natural" && record > MAX_RECORD_BYTES) {
    throw new ResultTooLarge(
      `${has}, and ${MAX_RECORD_BYTES} are allowed in its idempotency record.`,
    );
  }
}
