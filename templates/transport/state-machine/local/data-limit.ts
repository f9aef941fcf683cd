/** "Step Functions quotas": bytes of UTF-8 that a state may be given or leave. */
const MAX_DATA_BYTES = 256 * 1024;

/** What the engine logs of a state; events of other types are about none. */
interface StateEvent {
  type: string;
  state?: { name: string; input: unknown; output?: unknown };
}

/**
 * The error with which Step Functions ends an execution where a state is given or leaves too much;
 * no catcher sees it. The local engine knows no such limit.
 */
export function dataLimitExceeded({ state }: StateEvent): Error | undefined {
  if (!state) return undefined;
  const bytes = Math.max(bytesOf(state.input), bytesOf(state.output));
  if (bytes <= MAX_DATA_BYTES) return undefined;
  const error = new Error(
    `${state.name} is given or leaves ${bytes} bytes, and ${MAX_DATA_BYTES} are allowed.`,
  );
  error.name = "States.DataLimitExceeded";
  return error;
}

function bytesOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}
