import { groupBy } from "../../lists.ts";
import { isMapping } from "../../mapping.ts";
import { failableSteps } from "../../semantics/compensation-order.ts";
import type { Status } from "../../semantics/status.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { formatNumber, formatSeconds } from "../prices/usd.ts";
import type { Ending, StoryEvent, StoryTry } from "./story-event.ts";

/** Tells a run that happened, like the stories of what can go wrong. */
export interface RunStory {
  readonly status: Status;
  readonly ending: Ending;
  readonly events: readonly StoryEvent[];
}

/** Holds what is read of a try that `npm run local -- --json` prints. */
interface RunTry {
  readonly at: number;
  readonly step: string;
  readonly item?: string;
  readonly attempt: number;
  readonly outcome: "succeeded" | "failed" | "crashed" | "skipped";
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly timedOut?: true;
}

const TITLES: Readonly<Record<Status, string>> = {
  succeeded: "Succeeded",
  failed: "Failed",
  compensated: "Everything is undone",
  "compensation-failed": "Partly compensated: a person must act",
};

/**
 * Tells a run, as `npm run local -- --json` prints it.
 *
 * @returns what is wrong with it, where it is no such run or one of another workflow
 */
export function runStory(workflow: Workflow, text: string): RunStory | string {
  const run = parsed(text);
  if (!isRun(run)) return "it is not what `npm run local -- --json` prints";
  const undone = new Map(
    failableSteps(workflow).flatMap(({ name, compensation }) =>
      compensation ? [[compensation.name, name] as const] : [],
    ),
  );
  const names = [...failableSteps(workflow).map(({ name }) => name), ...undone.keys()];
  const stranger = run.events.find(({ step }) => !names.includes(step));
  if (stranger) return `it has the step ${stranger.step}, which is not in this workflow`;
  const { status, error } = run;
  const why = error ? `After ${error.name}: ${error.message}` : "No step failed permanently.";
  return {
    status,
    ending: { title: TITLES[status], text: why },
    // The tries of each step, or of each item of a map, in the order of the first ones.
    events: [...groupBy(run.events, ({ step, item = "" }) => `${step} ${item}`).values()].map(
      (tries) => eventOf(tries, undone),
    ),
  };
}

interface Run {
  readonly status: Status;
  readonly error: RunTry["error"];
  readonly events: readonly RunTry[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isError = (value: unknown): boolean =>
  value === null ||
  (isMapping(value) && typeof value.name === "string" && typeof value.message === "string");

function isRun(value: unknown): value is Run {
  return (
    isMapping(value) &&
    Object.hasOwn(TITLES, String(value.status)) &&
    isError(value.error) &&
    Array.isArray(value.events) &&
    value.events.every(isTry)
  );
}

function isTry(value: unknown): value is RunTry {
  return (
    isMapping(value) &&
    typeof value.at === "number" &&
    typeof value.step === "string" &&
    typeof value.attempt === "number" &&
    ["succeeded", "failed", "crashed", "skipped"].includes(String(value.outcome)) &&
    isError(value.error)
  );
}

function eventOf(tries: readonly RunTry[], undone: ReadonlyMap<string, string>): StoryEvent {
  const { step = "" } = tries[0] ?? {};
  const undoes = undone.get(step);
  return {
    kind: undoes === undefined ? "run" : "undo",
    step,
    works: tries.some(works),
    ...(undoes !== undefined && { undoes }),
    tries: tries.map((one, index) => tryOf(one, tries[index + 1])),
  };
}

const works = ({ outcome }: RunTry) => outcome === "succeeded" || outcome === "skipped";

function tryOf(one: RunTry, next: RunTry | undefined): StoryTry {
  const { at, attempt, item, outcome, timedOut, error } = one;
  const [reason] = error ? `: ${error.name}: ${error.message}`.split("\n") : [""];
  const what = timedOut ? "timed out" : `${outcome}${reason}`;
  const when = `${formatNumber(at / 1000)} s`;
  return {
    what: `${when}: try ${attempt}${item === undefined ? "" : ` of item ${item}`} ${what}`,
    works: works(one),
    ...(next && { pause: `${formatSeconds((next.at - at) / 1000)} later` }),
  };
}
