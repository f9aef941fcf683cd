import type { Simulation, SimulationEvent } from "./simulation.ts";

const endings = { succeeded: "succeeded", failed: "failed", compensated: "was compensated" };
const marks = { succeeded: "✓", failed: "✗", crashed: "✗", skipped: "–" };

/** What happened, one line an event, in virtual time. */
export function timeline(simulation: Omit<Simulation, "runs">): string {
  const { events, deadLetters, state } = simulation;
  const width = Math.max(...events.map((event) => subject(event).length), 0);
  const lines = events.map((event) =>
    [
      clockTime(event.at).padStart(10),
      marks[event.outcome],
      subject(event).padEnd(width),
      `try ${event.attempt}`,
      describe(event),
    ].join("  "),
  );
  const waiting = deadLetters.map(
    ({ queue, messages }) =>
      `${messages} ${messages === 1 ? "message waits" : "messages wait"} in ${queue}`,
  );
  return [
    ...lines,
    "",
    `The workflow ${ending(simulation).replace(/\.$/, "")}.`,
    ...waiting,
    "",
    JSON.stringify(state, null, 2),
  ].join("\n");
}

function ending({ status, error, events }: Omit<Simulation, "runs">): string {
  if (status === "compensation-failed") {
    const last = events.findLast(({ outcome }) => outcome === "failed" || outcome === "crashed");
    return `is half undone: ${last?.step ?? "a compensation"} failed for good, and a person must look`;
  }
  return error ? `${endings[status]} after ${error.name}: ${error.message}` : endings[status];
}

function subject({ step, item }: SimulationEvent): string {
  return item === undefined ? step : `${step} ${item}`;
}

function describe({ outcome, error }: SimulationEvent): string {
  return error ? `${outcome}: ${error.name}` : outcome;
}

/** `0.000 s`, `2 min 03.5 s`, `3 d 00:00:02`. */
function clockTime(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const [days, rest] = [Math.floor(seconds / 86_400), Math.floor(seconds % 86_400)];
  const clock = [rest / 3600, (rest / 60) % 60, rest % 60].map((part) =>
    String(Math.floor(part)).padStart(2, "0"),
  );
  return days > 0 ? `${days} d ${clock.join(":")}` : clock.join(":");
}
