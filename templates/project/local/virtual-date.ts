import type { VirtualClock } from "./virtual-clock.ts";

/** Runs `work` with `Date.now()` in virtual time. */
export async function withVirtualDate<T>(clock: VirtualClock, work: () => Promise<T>): Promise<T> {
  const realNow = Date.now;
  const start = realNow();
  Date.now = () => start + clock.now();
  try {
    return await work();
  } finally {
    Date.now = realNow;
  }
}
