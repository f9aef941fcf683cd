import { type Exports, openProject } from "../run/load-project.ts";
import { disableStorages, restoreSharedState } from "../run/packages.ts";
import type { Files } from "../run/project-files.ts";
import { withEnvironment } from "../run/run-tests.ts";
import { call, DIED, type Fate, inSandbox, recordDone, runStep } from "./sandboxes.ts";

export interface Simulation {
  readonly runs: readonly {
    readonly id: string;
    readonly status: string;
    readonly state: { readonly errors: Readonly<Record<string, { readonly name: string }>> };
    readonly error: { readonly name: string } | null;
  }[];
  readonly deadLetters: readonly { readonly queue: string; readonly messages: number }[];
}

/** Simulates a project's workflow, with functions whose sandboxes may die at any moment. */
export type Simulate = (options: object, fate: Fate) => Promise<Simulation>;

/** Loads a project for any number of simulations, one after the other, and works with them. */
export async function withSandboxes<T>(
  files: Files,
  work: (simulate: Simulate) => Promise<T>,
): Promise<T> {
  let fate: Fate | undefined;
  const current = () => {
    if (!fate) throw new Error("Nothing is being simulated.");
    return fate;
  };
  const project = openProject(files, { exports: inSandboxes(current) });
  try {
    return await withEnvironment({ POWERTOOLS_LOG_LEVEL: "SILENT" }, async () => {
      const { simulate } = await project.load("local/simulate.ts");
      return work((options, next) => {
        fate = next;
        return (simulate as (options: object) => Promise<Simulation>)({
          ...options,
          run: runStep,
        });
      });
    });
  } finally {
    project.close();
    disableStorages();
    restoreSharedState();
  }
}

type Method = (...args: unknown[]) => Promise<unknown>;
type Methods = Record<string, Method>;

/** Puts a place to die before and after each call of an object's methods. */
function watched<T extends object>(of: T, names = Object.keys(of)): T {
  const methods = of as unknown as Methods;
  const entries = names.map((name) => {
    const watch: Method = (...args) => call(name, async () => methods[name]?.(...args));
    return [name, watch];
  });
  return { ...of, ...Object.fromEntries(entries) };
}

/** Stands between the functions of a project and what is outside of them, without a change to the project. */
function inSandboxes(fate: () => Fate): Record<string, (exports: Exports) => Exports> {
  return {
    "local/faults.ts": (exports) => ({
      ...exports,
      createFaultInjection: around(exports.createFaultInjection as Create, fate),
    }),
    "local/simulation.ts": (exports) => ({
      ...exports,
      MemoryIdempotencyStore: watchedStore(exports.MemoryIdempotencyStore as StoreClass),
      memoryClaimChecks: () => watched((exports.memoryClaimChecks as () => object)()),
      memoryTries: () => watched((exports.memoryTries as () => object)()),
    }),
    "local/queues.ts": (exports) => ({
      ...exports,
      createLocalQueues: async () => {
        const queues = await (exports.createLocalQueues as () => Promise<LocalQueues>)();
        return throttledQueues(queues, fate());
      },
    }),
    "src/runtime/approval.ts": (exports) => ({
      ...exports,
      approvalHandler: (step: object, approvals: () => object, ask: Method) =>
        (exports.approvalHandler as ApprovalHandler)(step, () => watched(approvals()), ask),
    }),
    "src/runtime/approvals.ts": (exports) => ({
      ...exports,
      answerApproval: answering(exports.answerApproval as Answer, fate),
    }),
  };
}

interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

interface Injection {
  inject(faults?: readonly object[]): void;
  invoke(fn: LambdaFunction, handler: () => Promise<unknown>): Promise<Outcome>;
  duplicates(step: string): boolean;
  throttles?(step: string): boolean;
}

interface LambdaFunction {
  readonly entry: string;
  readonly timeoutSeconds: number;
}

type Outcome = { ran: Set<string> } & ({ answer: unknown } | { died: string });
type Create = (clock: Clock, options: object) => Injection;

function around(create: Create, fate: () => Fate): Create {
  return (clock, options) => {
    const injection = create(clock, options);
    return {
      ...injection,
      inject(faults) {
        fate().mended?.();
        injection.inject(faults);
      },
      async invoke(fn, handler) {
        const end = clock.now() + fn.timeoutSeconds * 1000;
        const hang = () => clock.sleep(end - clock.now());
        const sandbox = { name: fn.entry, fate: fate(), hang };
        const outcome = await injection.invoke(fn, () => inSandbox(sandbox, handler));
        const hasDied = "answer" in outcome && outcome.answer === DIED;
        return hasDied ? { died: "crashed", ran: outcome.ran } : outcome;
      },
      duplicates: (step) => injection.duplicates(step) || (fate().duplicates?.() ?? false),
      throttles: (step) => injection.throttles?.(step) || (fate().throttles?.() ?? false),
    };
  };
}

type StoreClass = new (...args: unknown[]) => object;

/** Records are written, read and deleted by methods of the store itself, each a call. */
function watchedStore(Store: StoreClass): StoreClass {
  const Watched = class extends Store {};
  const methods = Store.prototype as unknown as Methods;
  for (const name of Object.getOwnPropertyNames(methods)) {
    if (name === "constructor") continue;
    const watch: Method = function (this: object, ...args) {
      return call(name, async () => {
        const answer = await methods[name]?.apply(this, args);
        if (name === "_updateRecord") recordDone();
        return answer;
      });
    };
    Object.defineProperty(Watched.prototype, name, { value: watch });
  }
  return Watched;
}

interface LocalQueues {
  readonly sqs: { send(command: object): Promise<unknown> };
  receive(queue: string, max: number): Promise<unknown[]>;
}

/** What Lambda has received and finds no room for is shown again when its visibility timeout is over. */
function throttledQueues(queues: LocalQueues, { throttles }: Fate): LocalQueues {
  const { sqs, receive } = queues;
  return {
    ...queues,
    sqs: { send: (command) => call(command.constructor.name, () => sqs.send(command)) },
    receive: async (queue, max) => {
      const records = await receive(queue, max);
      return throttles?.() ? [] : records;
    },
  };
}

type ApprovalHandler = (step: object, approvals: () => object, ask: Method) => Method;

type Answer = (key: object, answer: object, approvals: object, tasks: object) => Promise<string>;

/** A person who gets no answer from the function that answers an approval asks it again. */
function answering(answerApproval: Answer, fate: () => Fate): Answer {
  return async (key, answer, approvals, tasks) => {
    const sandbox = { name: "answer-approval", fate: fate(), hang: async () => {} };
    for (;;) {
      const outcome = await inSandbox(sandbox, () =>
        answerApproval(key, answer, watched(approvals), watched(tasks)),
      );
      if (outcome !== DIED) return outcome;
    }
  };
}
