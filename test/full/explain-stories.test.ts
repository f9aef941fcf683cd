import { describe, expect, test } from "vitest";
import { type Story, storiesOf } from "../../src/explain/stories/stories.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import { runLocally } from "../generated/run/run-locally.ts";

interface LocalEvent {
  readonly at: number;
  readonly step: string;
  readonly outcome: string;
}

/** The options of `npm run local` that let a story happen, what goes wrong before included. */
function faultsOf(step: string, { fault, events }: Story): string[] {
  const before = events.flatMap((event) =>
    event.kind === "run" && !event.works && event.step !== step
      ? ["--fail", isTriedOnce(event.tries) ? `${event.step}:PermanentError` : event.step]
      : [],
  );
  const own = {
    once: ["--fail", `${step}x1`],
    error: ["--fail", `${step}:${fault.error}`],
    always: ["--fail", step],
    crash: ["--crash", step],
    "time-out": ["--timeout", step],
    throttle: [],
  }[fault.kind];
  return [...before, ...own];
}

const isTriedOnce = (tries: readonly unknown[] = []) => tries.length === 1;

/** Every try of a story, with the longest seconds until the next one. */
function triesOf({ events }: Story): { step: string; works: boolean; longest?: number }[] {
  return events.flatMap((event) => {
    if (!("works" in event)) return [];
    const { step, works, tries = [{ works, pause: undefined }] } = event;
    return tries.map((one) => {
      const [, number, unit] = /(\d+) (s|min)/.exec(one.pause ?? "") ?? [];
      const longest = number && Number(number) * (unit === "min" ? 60 : 1);
      return { step, works: one.works, ...(longest && { longest }) };
    });
  });
}

describe.each(["queue", "state-machine"] as const)("the order example by %s", (transport) => {
  const files = renderProject("order", transport);
  const cases = storiesOf({ ...orderProcessing, transport }).flatMap(({ step, stories }) =>
    stories
      .filter(({ fault }) => fault.kind !== "throttle")
      .map((story) => [step, story.fault.label, story] as const),
  );

  test.each(cases)("does what the page tells: %s %s", async (step, _label, story) => {
    const { result } = await runLocally(files, ...faultsOf(step, story));
    const ran = (result.events as LocalEvent[]).filter(({ outcome }) => outcome !== "skipped");
    const tries = triesOf(story);
    expect(ran.map((one) => [one.step, one.outcome === "succeeded"])).toEqual(
      tries.map((one) => [one.step, one.works]),
    );
    expect(result.status).toBe(story.status);
    for (const [index, { longest }] of tries.entries()) {
      const [now, next] = [ran[index], ran[index + 1]];
      if (longest === undefined || !now || !next) continue;
      const stopped = next.outcome === "crashed" && story.fault.kind === "time-out" ? 30 : 0;
      expect((next.at - now.at) / 1000).toBeLessThanOrEqual(longest + stopped + 1);
    }
  });
});
