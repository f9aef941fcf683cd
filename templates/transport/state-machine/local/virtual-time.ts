import type { VirtualClock } from "./virtual-clock.ts";
import { withVirtualDate } from "./virtual-date.ts";

/**
 * Runs `work` with the engine's timers, date and jitter in virtual time. Business logic keeps real
 * timers and real randomness.
 */
export async function withVirtualTime<T>(
  clock: VirtualClock,
  random: () => number,
  isInsideStep: () => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    random: Math.random,
  };
  globalThis.setTimeout = ((callback: () => void, ms = 0) =>
    isInsideStep()
      ? real.setTimeout(callback, ms)
      : clock.setTimer(callback, ms)) as typeof setTimeout;
  globalThis.clearTimeout = ((timer) =>
    typeof timer === "number"
      ? clock.clearTimer(timer)
      : real.clearTimeout(timer)) as typeof clearTimeout;
  Math.random = () => (isInsideStep() ? real.random() : random());
  try {
    return await withVirtualDate(clock, work);
  } finally {
    globalThis.setTimeout = real.setTimeout;
    globalThis.clearTimeout = real.clearTimeout;
    Math.random = real.random;
  }
}
