import { AsyncLocalStorage } from "node:async_hooks";
import { PermanentError, type WorkflowState } from "../src/workflow.ts";
import type { Fault, SimulationEvent, SimulationOptions } from "./simulation.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** How an invocation ended without an answer. */
export type Death = "crashed" | "timed out";

export type Answer<T> = { answer: T } | { died: Death };

/** A workflow, or one item of it. */
export interface Instance {
  id: string;
  /** Inside of a map: where the item is, e.g. `#0`. */
  itemPath?: string;
}

interface Invocation {
  timeoutSeconds: number;
  /** The ids of the workflows whose step has run. */
  ran: Set<string>;
  die(death: Death): void;
}

/** Stands between the Lambda entries and the steps: injects faults and records what happens. */
export interface FaultInjection {
  events: SimulationEvent[];
  /** Puts itself around a step's business logic. */
  around<S extends { name: string; run(state: WorkflowState): unknown }>(step: S): S;
  /** Invokes a function as Lambda does: it may answer, throw, crash or be stopped by its timeout. */
  invoke<T>(
    timeoutSeconds: number,
    handler: () => Promise<T>,
  ): Promise<Answer<T> & { ran: Set<string> }>;
  /** Whether this delivery is to be made twice. */
  duplicates(step: string): boolean;
  recordSkipped(step: string, of: Instance): void;
  mendAll(): void;
  /** From now on these faults, and no others. */
  inject(faults: readonly Fault[]): void;
  isInsideStep(): boolean;
}

const STOPPED = new Promise<never>(() => {});

export function createFaultInjection(
  clock: VirtualClock,
  { faults = [], run }: Pick<SimulationOptions, "faults" | "run">,
): FaultInjection {
  const events: SimulationEvent[] = [];
  const attempts = new Map<string, number>();
  const invocations = new AsyncLocalStorage<Invocation>();
  const insideStep = new AsyncLocalStorage<true>();
  let open: Fault[] = [];
  const inject = (next: readonly Fault[]) => {
    open = next.map((fault) => ({ ...fault }));
  };
  inject(faults);

  const take = <K extends Fault["kind"]>(kind: K, step: string) => {
    const fault = open.find(
      (one): one is Extract<Fault, { kind: K }> =>
        one.kind === kind && one.step === step && one.times > 0,
    );
    if (fault) fault.times -= 1;
    return fault;
  };

  const attemptNumber = (step: string, { id, itemPath = "" }: Instance) => {
    const key = `${step} ${id}${itemPath}`;
    const number = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, number);
    return number;
  };

  return {
    events,
    around: (step) => ({
      ...step,
      run: async (state: WorkflowState) => {
        const invocation = invocations.getStore();
        if (!invocation) throw new Error(`${step.name} was run outside an invocation.`);
        invocation.ran.add(state.id);
        const attempt = attemptNumber(step.name, state);
        const record = (outcome: SimulationEvent["outcome"], error: unknown = null) =>
          events.push({
            at: clock.now(),
            step: step.name,
            ...itemOf(state),
            attempt,
            outcome,
            error: error instanceof Error ? { name: error.name, message: error.message } : null,
          });
        const die = (death: Death) => {
          record("crashed");
          invocation.die(death);
          return STOPPED;
        };

        const slow = take("slow", step.name);
        if (slow) {
          await clock.sleep(Math.min(slow.seconds, invocation.timeoutSeconds) * 1000);
          if (slow.seconds >= invocation.timeoutSeconds) return die("timed out");
        }
        if (take("crash", step.name)) return die("crashed");
        try {
          const fault = take("fail", step.name);
          if (fault) throw injectedError(fault.error);
          const logic = () => (run ? run(step.name, state) : step.run(state));
          const result = await insideStep.run(true, async () => logic());
          record("succeeded");
          return result;
        } catch (error) {
          record("failed", error);
          throw error;
        }
      },
    }),
    invoke: (timeoutSeconds, handler) =>
      clock.track(
        () =>
          new Promise((resolve, reject) => {
            const ran = new Set<string>();
            const die = (died: Death) => resolve({ died, ran });
            invocations.run({ timeoutSeconds, ran, die }, () =>
              handler().then((answer) => resolve({ answer, ran }), reject),
            );
          }),
      ),
    duplicates: (step) => take("duplicate", step) !== undefined,
    recordSkipped: (step, of) =>
      events.push({
        at: clock.now(),
        step,
        ...itemOf(of),
        attempt: attemptNumber(step, of),
        outcome: "skipped",
        error: null,
      }),
    mendAll: () => inject([]),
    inject,
    isInsideStep: () => insideStep.getStore() === true,
  };
}

const itemOf = ({ itemPath }: Instance) => (itemPath === undefined ? {} : { item: itemPath });

function injectedError(name: string): Error {
  const message = "injected by the local run";
  if (name === "PermanentError") return new PermanentError(message);
  const error = new Error(message);
  error.name = name;
  return error;
}
