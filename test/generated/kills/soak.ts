import { isComposite } from "../../../src/forms/traits.ts";
import { failables } from "../../../src/semantics/compensation-order.ts";
import { trace } from "../../../src/semantics/trace.ts";
import { stateKey } from "../../../src/workflow/paths.ts";
import { allSteps } from "../../../src/workflow/steps/traversal.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import type { Workflow } from "../../../src/workflow/workflow.ts";
import type { Files } from "../run/project-files.ts";
import type { KillWorkflow } from "./kill-scenarios.ts";
import { type Simulation, withSandboxes } from "./sandboxed-project.ts";
import type { Effect, Fate } from "./sandboxes.ts";

/** What has gone wrong in a soak, and how the workflows have ended all the same. */
export interface SoakFigures {
  readonly ends: Readonly<Record<string, number>>;
  readonly deaths: number;
  readonly failures: number;
  readonly duplicates: number;
  readonly throttles: number;
  readonly violations: readonly string[];
}

/** Workflows that run at once; they share the queues and the account. */
const BATCH = 500;

/** Functions that may run at once in a new account. */
const CONCURRENCY = 10;

/** So that more functions are wanted at once than there may be. */
const SLOW = { kind: "slow", seconds: 2, times: Number.POSITIVE_INFINITY };

const CHANCE = {
  death: 0.02,
  hang: 0.2,
  failure: 0.1,
  named: 0.3,
  duplicate: 0.05,
  throttle: 0.05,
};

/** A step in this share of all workflows fails until somebody mends it. */
const BROKEN = 0.05;

/**
 * Whether work waits to be redriven again: SQS has moved it with its tries used up, and nothing about the
 * message says that somebody has sent it back since.
 */
function waitsOnceMore({ status, error }: Simulation["runs"][number]): boolean {
  return status === "failed" && error?.name === "NoAnswer";
}

/** Runs a workflow so many times while all goes wrong that can, redrives what failed, and looks at each. */
export async function soak(
  workflow: KillWorkflow,
  files: Files,
  count: number,
  seed: number,
): Promise<SoakFigures> {
  const parsed = parseWorkflow(workflow.text, "workflow.yaml").workflow;
  if (!parsed) throw new Error(`${workflow.name} is no workflow.`);
  const random = randomFrom(seed);
  const figures = { deaths: 0, failures: 0, duplicates: 0, throttles: 0 };
  const ends: Record<string, number> = {};
  const violations: string[] = [];
  await withSandboxes(files, async (simulate) => {
    for (let left = count; left > 0; left -= BATCH) {
      const { fate, effects, forgotten } = createFate(parsed, workflow, random, figures);
      const options = {
        input: workflow.inputOf ?? workflow.input,
        approve: workflow.approve,
        workflows: Math.min(left, BATCH),
        faults: failables(parsed).map(({ name: step }) => ({ ...SLOW, step })),
        concurrency: CONCURRENCY,
        random,
        redrive: true,
      };
      const { runs, deadLetters } = await simulate(options, fate);
      const waiting = deadLetters.reduce((sum, { messages }) => sum + messages, 0);
      if (waiting > runs.filter(waitsOnceMore).length) {
        violations.push(`dead letters ${JSON.stringify(deadLetters)}`);
      }
      for (const run of runs) {
        ends[run.status] = (ends[run.status] ?? 0) + 1;
        const seen = {
          done: effects.get(run.id) ?? new Map(),
          forgotten: forgotten.get(run.id) ?? new Map(),
        };
        violations.push(...violationsOf(run, seen, parsed, workflow));
      }
    }
  });
  return { ends, ...figures, violations };
}

/** Numbers from 0 to just under 1, for a seed always the same ("mulberry32"). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How often each step of a workflow, or of an item of it, has taken effect. */
type Counts = Map<string, number>;

function createFate(
  parsed: Workflow,
  { answers = {} }: KillWorkflow,
  random: () => number,
  figures: { deaths: number; failures: number; duplicates: number; throttles: number },
) {
  const effects = new Map<string, Counts>();
  const forgotten = new Map<string, Counts>();
  const broken = new Map<string, boolean>();
  let isMended = false;

  const happens = (chance: number, figure: keyof typeof figures) => {
    if (isMended || random() >= chance) return false;
    figures[figure] += 1;
    return true;
  };
  const isBroken = (place: string) => {
    const known = broken.get(place) ?? random() < BROKEN;
    broken.set(place, known);
    return known && !isMended;
  };
  const named = new Map(
    failables(parsed).map((one) => [
      one.name,
      "catch" in one ? one.catch.flatMap(({ errors }) => errors) : [],
    ]),
  );
  const errorOf = (step: string) => {
    const [name = "Error"] = random() < CHANCE.named ? (named.get(step) ?? []) : [];
    return Object.assign(new Error("It was not to be."), { name });
  };
  const fate: Fate = {
    dies() {
      if (!happens(CHANCE.death, "deaths")) return false;
      return random() < CHANCE.hang ? "hangs" : true;
    },
    run({ id, step, item }) {
      const fails = isBroken(`${id} ${step}${item}`) || happens(CHANCE.failure, "failures");
      if (fails) throw errorOf(step);
      return { by: step, ...answers[step] };
    },
    happened: (effect) => count(effects, effect),
    forgot: (effect) => count(forgotten, effect),
    duplicates: () => happens(CHANCE.duplicate, "duplicates"),
    throttles: () => happens(CHANCE.throttle, "throttles"),
    mended() {
      isMended = true;
    },
  };
  return { fate, effects, forgotten };
}

function count(all: Map<string, Counts>, { id, step, item }: Effect): void {
  const counts: Counts = all.get(id) ?? new Map();
  all.set(id, counts);
  const key = `${step}${item}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function violationsOf(
  run: Simulation["runs"][number],
  { done, forgotten }: { done: Counts; forgotten: Counts },
  workflow: Workflow,
  about: KillWorkflow,
): string[] {
  const found: string[] = [];
  for (const [step, times] of done) {
    if (about.approve?.includes(step)) continue;
    const most = 1 + (forgotten.get(step) ?? 0);
    if (times > most) found.push(`${step} was done ${times} times, at most ${most} expected`);
  }
  if (!endsAsDeclared(run, new Set(done.keys()), forgotten, workflow, about)) {
    const errors = JSON.stringify(run.state.errors);
    found.push(`${run.status} after ${[...done.keys()]} with ${errors} ${run.error?.name}`);
  }
  return found.map((what) => `${run.id}: ${what}`);
}

/** The error of a step whose function died, or was stopped by its time-out. */
const NO_ANSWER = "NoAnswer";

/** Whether the failure rules lead to this end, and to these effects, for steps that fail as these did. */
function endsAsDeclared(
  { id, status, state, error }: Simulation["runs"][number],
  done: ReadonlySet<string>,
  forgotten: Counts,
  workflow: Workflow,
  { transport, answers = {}, approve = [], input, inputOf }: KillWorkflow,
): boolean {
  if (allSteps(workflow).some(isComposite)) return undoneWhereCompensated(status, done, workflow);
  const tasks = failables(workflow).flatMap((one) => [
    one,
    ...(one.compensation ? [one.compensation] : []),
  ]);
  const failed = tasks.flatMap((task): [string, string][] => {
    const caught = state.errors[stateKey(task)];
    return caught ? [[task.name, caught.name]] : [];
  });
  // A state machine hears nothing of a function that dies in its last try, whatever its record says.
  const unheard = failed
    .filter(([, name]) => transport === "state-machine" && name === NO_ANSWER)
    .map(([step]) => step);
  const mayBeDone = [...forgotten.keys(), ...approve, ...unheard];
  const waitsFor = ["failed", "compensation-failed"].includes(status) ? tasks : [];
  const last = waitsFor.map(({ name }): [string, string] => [name, error?.name ?? ""]);
  const world = { input: inputOf?.(id) ?? input, answers, failingOnce: [] };
  return [[], ...last.map((one) => [one])].some((more) => {
    const expected = trace(workflow, new Map([...failed, ...more]), world);
    const steps = new Set(expected.succeeded);
    const isExpected = (step: string) => steps.has(step) || mayBeDone.includes(step);
    return (
      expected.status === status &&
      expected.succeeded.every((step) => done.has(step)) &&
      [...done].every(isExpected)
    );
  });
}

/** Whether all that has a compensation was undone, or nothing was; items that ran at once end in any order. */
function undoneWhereCompensated(
  status: string,
  done: ReadonlySet<string>,
  workflow: Workflow,
): boolean {
  const undone = failables(workflow).flatMap(({ name, compensation }) =>
    [...done].flatMap((one) => {
      const [step, ...item] = one.split("#");
      if (step !== name || !compensation) return [];
      return [done.has([compensation.name, ...item].join("#"))];
    }),
  );
  if (status === "compensated") return !undone.includes(false);
  return status === "compensation-failed" || !undone.includes(true);
}
