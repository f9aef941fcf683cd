import type { Files } from "../run/project-files.ts";
import { type KillWorkflow, type Scenario, scenariosOf } from "./kill-scenarios.ts";
import { type Simulate, withSandboxes } from "./sandboxed-project.ts";
import type { Effect } from "./sandboxes.ts";

type Counts = ReadonlyMap<string, number>;

/** What became of the workflows of one run, and the moments at which a sandbox might have died. */
interface Run {
  readonly ends: readonly string[];
  /** How often each step has taken effect. */
  readonly effects: Counts;
  /** How often a sandbox has died between an effect and its record. */
  readonly forgotten: Counts;
  readonly deadLetters: string;
  readonly moments: readonly string[];
}

/** What a scenario comes to when no sandbox dies. */
interface Undisturbed {
  readonly run: Run;
  /** And when what is left in dead-letter queues is redriven. */
  redriven(): Promise<Run>;
}

export interface Figures {
  /** Moments at which a sandbox may die, in all scenarios. */
  readonly moments: number;
  readonly runs: number;
  /** Runs that came to something else than without a death. */
  readonly violations: readonly string[];
}

/** Which sandboxes die: in each run one, at every n-th moment. */
export interface Deaths {
  readonly every?: number;
  /** And then a second one, at every so-many-th moment after the first. */
  readonly secondEvery?: number;
}

/**
 * Runs each scenario of a workflow once for each moment at which a sandbox may die: nothing is lost, ends
 * otherwise, or is done again, except where a sandbox died between an effect and its record.
 */
export async function killEverywhere(
  workflow: KillWorkflow,
  files: Files,
  { every = 1, secondEvery }: Deaths = {},
): Promise<Figures> {
  const figures = { moments: 0, runs: 0, violations: [] as string[] };
  const scenarios = scenariosOf(workflow);
  await withSandboxes(files, async (simulate) => {
    for (const [name, { orElse, ...options }] of Object.entries(scenarios)) {
      const right = await undisturbed(simulate, workflow, options);
      const other =
        orElse === undefined ? right : await undisturbed(simulate, workflow, scenarios[orElse]);
      const kill = async (...deaths: number[]) => {
        const run = (more = {}) => runOnce(simulate, workflow, { ...options, ...more }, deaths);
        const killed = await run();
        const allowed = isRecorded(killed, workflow.victim) ? [right] : [right, other];
        const found = await violationsOf(killed, allowed, () => run({ redrive: true }));
        const died = deaths.map((moment) => killed.moments[moment - 1]).join(", then ");
        figures.violations.push(...found.map((what) => `${name}, died ${died}: ${what}`));
        figures.runs += 1;
        return killed.moments.length;
      };
      const { length } = right.run.moments;
      figures.moments += length;
      for (let first = 1; first <= length; first += every) {
        const left = await kill(first);
        if (secondEvery === undefined) continue;
        for (let second = first + 1; second <= left; second += secondEvery) {
          await kill(first, second);
        }
      }
    }
  });
  return figures;
}

async function undisturbed(
  simulate: Simulate,
  workflow: KillWorkflow,
  options: Scenario = {},
): Promise<Undisturbed> {
  const run = await runOnce(simulate, workflow, options, []);
  const [end = ""] = run.ends;
  if (end.startsWith(BROKEN)) throw new Error(`${workflow.name}: ${end}`);
  let redriven: Promise<Run> | undefined;
  return {
    run,
    redriven() {
      redriven ??= runOnce(simulate, workflow, { ...options, redrive: true }, []);
      return redriven;
    },
  };
}

const BROKEN = "no end: ";

async function runOnce(
  simulate: Simulate,
  { input, answers = {}, approve = [] }: KillWorkflow,
  options: object,
  deaths: readonly number[],
): Promise<Run> {
  const moments: string[] = [];
  const effects = new Map<string, number>();
  const forgotten = new Map<string, number>();
  // For all workflows together: which of those with the same key does the work is open.
  const countIn =
    (counts: Map<string, number>) =>
    ({ step, item }: Effect) => {
      if (approve.includes(step)) return;
      counts.set(`${step}${item}`, (counts.get(`${step}${item}`) ?? 0) + 1);
    };
  const fate = {
    dies: (moment: string) => deaths.includes(moments.push(moment)),
    run: ({ step }: Effect) => ({ by: step, ...answers[step] }),
    happened: countIn(effects),
    forgot: countIn(forgotten),
  };
  const seen = { effects, forgotten, moments };
  try {
    const all = { input, approve, random: () => 0.5, ...options };
    const { runs, deadLetters } = await simulate(all, fate);
    const ends = runs.map(({ id, status }) => `${id} ${status}`);
    return { ...seen, ends, deadLetters: JSON.stringify(deadLetters) };
  } catch (error) {
    return { ...seen, ends: [`${BROKEN}${error}`], deadLetters: "unknown" };
  }
}

function isRecorded({ effects, forgotten }: Run, step: string): boolean {
  return (effects.get(step) ?? 0) > (forgotten.get(step) ?? 0);
}

/** What is left behind in a dead-letter queue is harmless where a redrive makes all of it good. */
async function violationsOf(
  killed: Run,
  allowed: readonly Undisturbed[],
  redrive: () => Promise<Run>,
): Promise<string[]> {
  const found = allowed.map(({ run }) => deviations(killed, run));
  const [first = []] = found;
  if (found.some((one) => one.length === 0)) return [];
  if (allowed.every(({ run }) => run.deadLetters === killed.deadLetters)) return first;
  const redriven = await redrive();
  const good = await Promise.all(allowed.map((one) => one.redriven()));
  return good.some((one) => deviations(redriven, one).length === 0) ? [] : first;
}

function deviations(run: Run, right: Run): string[] {
  const found: string[] = [];
  if (String(run.ends) !== String(right.ends)) {
    found.push(`${run.ends} in place of ${right.ends}`);
  }
  for (const step of new Set([...right.effects.keys(), ...run.effects.keys()])) {
    const least = right.effects.get(step) ?? 0;
    const most = least + (run.forgotten.get(step) ?? 0);
    const times = run.effects.get(step) ?? 0;
    if (times < least || times > most) found.push(`${step} was done ${times} times`);
  }
  if (run.deadLetters !== right.deadLetters) found.push(`dead letters ${run.deadLetters}`);
  return found;
}
