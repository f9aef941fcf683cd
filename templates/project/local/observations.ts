import type { Simulation, SimulationEvent } from "./simulation.ts";

type Events = Simulation["events"];

export function eventsOf(events: Events, step: string): SimulationEvent[] {
  return events.filter((event) => event.step === step);
}

/** The steps that succeeded, in order. */
export function succeeded(events: Events): string[] {
  return events.filter(({ outcome }) => outcome === "succeeded").map(({ step }) => step);
}

/** How often a step had this outcome. */
export function count(events: Events, step: string, outcome: SimulationEvent["outcome"]): number {
  return eventsOf(events, step).filter((event) => event.outcome === outcome).length;
}

/** Seconds between one try of a step and the next, to the hundredth. */
export function secondsBetweenTries(events: Events, step: string): number[] {
  const times = eventsOf(events, step).map(({ at }) => at);
  return times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 10) / 100);
}

/** Whole seconds between the first try of a step and what happened last before it. */
export function secondsBefore(events: Events, step: string): number {
  const index = events.findIndex((event) => event.step === step);
  return Math.round(((events[index]?.at ?? 0) - (events[index - 1]?.at ?? 0)) / 1000);
}

/** The most tries of a step that were under way, or ended, at the same moment, where each takes so many seconds. */
export function mostAtOnce(events: Events, step: string, seconds = 0): number {
  const ends = eventsOf(events, step).map(({ at }) => at);
  const isUnderWay = (moment: number) => (end: number) =>
    end === moment || (end > moment && end - moment < 1000 * seconds);
  return Math.max(...ends.map((moment) => ends.filter(isUnderWay(moment)).length));
}
