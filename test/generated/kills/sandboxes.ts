import { AsyncLocalStorage } from "node:async_hooks";

/** What a step has done for a workflow, or for one item of it. */
export interface Effect {
  readonly id: string;
  readonly step: string;
  /** Where the item is; empty exists only inside a map. */
  readonly item: string;
}

/** What happens to sandboxes, and what their steps do. */
export interface Fate {
  /** Asked before and after each call that a function makes to the outside; `hangs`: until its time-out. */
  dies(moment: string): boolean | "hangs";
  /** Runs in the place of a step's business logic. */
  run(effect: Effect): unknown;
  /** A step has taken effect. */
  happened(effect: Effect): void;
  /** A sandbox has died between an effect and its record: the one window in which it may happen again. */
  forgot(effect: Effect): void;
  /** Whether a delivery is made twice, in addition to the faults that are injected. */
  duplicates?(): boolean;
  /** Whether Lambda refuses to run a function, in addition to the faults that are injected. */
  throttles?(): boolean;
  /** What was broken has been mended, before what failed is redriven. */
  mended?(): void;
}

/** The execution environment of a function, while it runs for one event. */
interface Sandbox {
  readonly name: string;
  readonly fate: Fate;
  /** What its step has done, as long as no record says so. */
  done?: Effect | undefined;
  hang(): Promise<void>;
  die(): void;
}

const sandboxes = new AsyncLocalStorage<Sandbox>();

const DEAD = new Promise<never>(() => {});
/** In the place of an answer. */
export const DIED = Symbol("died");

/** Runs in the place of all business logic. */
export function runStep(
  step: string,
  { id, itemPath = "" }: { id: string; itemPath?: string },
): unknown {
  const sandbox = sandboxes.getStore();
  if (!sandbox) throw new Error(`${step} was run outside of a sandbox.`);
  const effect = { id, step, item: itemPath };
  const answer = sandbox.fate.run(effect);
  sandbox.fate.happened(effect);
  sandbox.done = effect;
  return answer;
}

/** A place where the sandbox may die: whatever it still has to do is never done. */
async function mayDie(moment: string): Promise<void> {
  const sandbox = sandboxes.getStore();
  const verdict = sandbox?.fate.dies(`${moment} in ${sandbox.name}`);
  if (!sandbox || !verdict) return;
  if (sandbox.done) sandbox.fate.forgot(sandbox.done);
  if (verdict === "hangs") await sandbox.hang();
  sandbox.die();
  await DEAD;
}

/** A call to the outside: the sandbox may die before it, or before it has the answer. */
export async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
  await mayDie(`before ${name}`);
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    await mayDie(`after ${name}, which failed,`);
    throw error;
  }
  await mayDie(`after ${name}`);
  return answer;
}

/** Runs a function in a sandbox of its own; {@link DIED} where that died on the way. */
export function inSandbox<T>(
  sandbox: Omit<Sandbox, "die">,
  work: () => Promise<T>,
): Promise<T | typeof DIED> {
  return new Promise((resolve, reject) => {
    const die = () => resolve(DIED);
    sandboxes.run({ ...sandbox, die }, () => answerTo(work)).then(resolve, reject);
  });
}

/** What is answered is done for good: dying afterwards is no reason to do it again. */
async function answerTo<T>(work: () => Promise<T>): Promise<T> {
  await mayDie("before the work");
  try {
    return await work();
  } finally {
    recordDone();
    await mayDie("after the work");
  }
}

/** What the step has done is known from now on, and is not done again. */
export function recordDone(): void {
  const sandbox = sandboxes.getStore();
  if (sandbox) sandbox.done = undefined;
}
