import type { SimulationWait } from "./simulation.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** What the engine logs of a state that is entered or left; other events are of other types. */
interface StateEvent {
  type: string;
  timestamp: number;
  state?: { name: string; type: string };
}

/** Reads the waits that are over from the log of an execution. */
export function waitsInto(waits: SimulationWait[], clock: VirtualClock) {
  const start = Date.now() - clock.now();
  const entered = new Map<string, number[]>();
  return ({ type, timestamp, state }: StateEvent): void => {
    if (state?.type !== "Wait") return;
    const since = entered.get(state.name) ?? [];
    entered.set(state.name, since);
    if (type === "StateEntered") since.push(timestamp);
    if (type !== "StateExited") return;
    const seconds = (timestamp - (since.shift() ?? timestamp)) / 1000;
    waits.push({ at: timestamp - start, step: state.name, seconds });
  };
}

/** Seconds that a wait lasted; undefined where there was none. */
export function secondsOf(waits: SimulationWait[], step: string): number | undefined {
  return waits.find((wait) => wait.step === step)?.seconds;
}
