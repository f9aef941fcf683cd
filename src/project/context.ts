import type { FileSystem } from "./disk/file-system.ts";
import type { OtherRuns } from "./transaction/running.ts";

/** The outside world, for the functions that change the disk. */
export interface DiskContext {
  readonly fs: FileSystem;
  readonly around: OtherRuns;
  readonly signal?: AbortSignal;
}

/** Lets signals that have arrived be handled, and throws the signal's reason if the run is to stop. */
export async function checkpoint({ signal }: Pick<DiskContext, "signal">): Promise<void> {
  if (signal === undefined) return;
  // The first may run before the event loop looks for signals again, the second cannot.
  await turn();
  await turn();
  signal.throwIfAborted();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
