import type { Json, TaskHandler } from "./engine.ts";
import type { VirtualClock } from "./simulation.ts";

/**
 * The task handlers as one execution sees them: a failure stops what has not begun in its other
 * branches, and what had been answered by then is not asked again.
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
      if (!running.failed) answers.set(key, answer);
      return answer;
    };
  return Object.fromEntries(
    Array.from(handlers, ([state, handler]) => [state, within(state, handler)]),
  );
}
