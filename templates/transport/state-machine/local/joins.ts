import type { Json, TaskHandler } from "./engine.ts";
import type { VirtualClock } from "./simulation.ts";

/**
 * The task handlers as one execution sees them: a failure stops what has not begun in its other
 * branches, and what has been answered is not asked again.
 */
export function inOneExecution(
  handlers: Map<string, TaskHandler>,
  clock: VirtualClock,
  running: { failed: boolean },
  answers: Map<string, Json>,
): Record<string, TaskHandler> {
  const within =
    (state: string, handler: TaskHandler): TaskHandler =>
    async (input) => {
      await clock.track(() => new Promise(setImmediate));
      if (running.failed) return new Promise<never>(() => {});
      const key = `${state} ${JSON.stringify(input)}`;
      const answer = answers.get(key) ?? (await handler(input));
      answers.set(key, answer);
      return answer;
    };
  return Object.fromEntries(
    Array.from(handlers, ([state, handler]) => [state, within(state, handler)]),
  );
}

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
