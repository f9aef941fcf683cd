import { ResultTooLarge } from "../workflow.ts";
import type { RunnableStep } from "./run-step.ts";

/**
 * Bytes that the state may have on its way from state to state: 256 KiB ("Step Functions quotas"),
 * of which some are kept for the errors of later steps. An execution that has more is failed, and no
 * catcher sees it.
 */
export const MAX_STATE_BYTES = (256 - 16) * 1024;

/** @throws ResultTooLarge where the state cannot take the result, given as JSON. */
export function refuseTooLarge({ name }: RunnableStep, execution: unknown, json: string): void {
  const state = Buffer.byteLength(`${JSON.stringify(execution)},"${name}":${json}`);
  if (state <= MAX_STATE_BYTES) return;
  throw new ResultTooLarge(
    `The result of ${name} has ${Buffer.byteLength(json)} bytes; with it the state would have ${state}, and ${MAX_STATE_BYTES} are allowed.`,
  );
}
