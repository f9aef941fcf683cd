import type { Json, TaskHandler } from "./engine.ts";

/** "Step Functions quotas": bytes of UTF-8 that a state may be given or leave. */
const MAX_DATA_BYTES = 256 * 1024;

/**
 * The error with which Step Functions ends an execution where a state is given or leaves too much;
 * no catcher sees it. The local engine knows no such limit.
 */
export function dataLimitExceeded(state: string, input: Json, output?: Json): Error | undefined {
  const bytes = Math.max(bytesOf(input), bytesOf(output));
  if (bytes <= MAX_DATA_BYTES) return undefined;
  const error = new Error(
    `${state} is given or leaves ${bytes} bytes, and ${MAX_DATA_BYTES} are allowed.`,
  );
  error.name = "States.DataLimitExceeded";
  return error;
}

function bytesOf(value: Json | undefined): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}

/** Task handlers that are not asked where the execution ends before their states begin. */
export function withinDataLimit(handlers: Map<string, TaskHandler>): Map<string, TaskHandler> {
  const within =
    (handler: TaskHandler): TaskHandler =>
    async (input) =>
      bytesOf(input) > MAX_DATA_BYTES ? new Promise<never>(() => {}) : handler(input);
  return new Map(Array.from(handlers, ([state, handler]) => [state, within(handler)]));
}
