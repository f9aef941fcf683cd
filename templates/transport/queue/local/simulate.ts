import { NO_ANSWER } from "../src/runtime/errors.ts";
import { type FailureRoutes, failureRouter } from "../src/runtime/failure-router.ts";
import { readMessage } from "../src/runtime/queue-message.ts";
import { type QueueStep, queueStepHandler } from "../src/runtime/queue-step.ts";
import type { Services } from "../src/runtime/services.ts";
import type { StepError, WorkflowState } from "../src/workflow.ts";
import { type EventSourceMapping, poll } from "./event-source-mapping.ts";
import { createFaultInjection } from "./fault-injection.ts";
import { type LocalQueues, startLocalQueues } from "./local-queues.ts";
import { MemoryIdempotencyStore } from "./memory-idempotency-store.ts";
import {
  type LambdaFunction,
  lambdaFunctions,
  readSamTemplate,
  referenced,
} from "./sam-template.ts";
import type { Simulation, SimulationOptions, Status, WorkflowRun } from "./simulation.ts";
import { createVirtualClock } from "./virtual-clock.ts";
import { withVirtualDate } from "./virtual-date.ts";

interface Ending {
  status: Status;
  state: WorkflowState;
  error: StepError | null;
}

const template = readSamTemplate();
const fedFunctions = lambdaFunctions(template).filter(({ mapping }) => mapping);

/**
 * Runs the workflow on this machine: the queues of `template.yaml` in an SQS emulator, and the
 * functions of `src/functions/` behind a poller that does what Lambda's event source mapping does.
 */
export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const clock = createVirtualClock();
  const queues = await startLocalQueues(template, clock);
  return withVirtualDate(clock, async () => {
    const injection = createFaultInjection(clock, options);
    const surroundings = { clock, queues, injection };
    const endings = new Map<string, Ending>();
    const end = (state: WorkflowState, status: Status, error: StepError | null) => {
      const earlier = endings.get(state.id)?.status ?? status;
      if (earlier !== status) throw new Error(`${state.id} ended as ${earlier} and as ${status}.`);
      endings.set(state.id, { status, state, error });
    };
    const records = new Map();
    const mappings = await Promise.all(
      fedFunctions.map(async (fn) => {
        const services: Services = {
          sqs: queues.client,
          environment: resolveEnvironment(fn, queues),
          idempotencyStore: new MemoryIdempotencyStore(records),
          random: options.random ?? Math.random,
          workflowEnded: (state, status) => end(state, status, lastError(state, status)),
        };
        const entry: Entry = await import(`../src/functions/${fn.entry}.ts`);
        const step = entry.step && injection.around(entry.step);
        const mapping = {
          ...eventSourceMapping(fn, queues),
          step,
          handler: handlerOf({ ...entry, step }, services),
        };
        return step && options.batchSize ? { ...mapping, batchSize: options.batchSize } : mapping;
      }),
    );

    const settle = async () => {
      for (;;) {
        let received = false;
        for (const mapping of mappings) received = (await poll(mapping, surroundings)) || received;
        await clock.idle();
        if (received) continue;
        const due = [clock.nextTimer(), queues.nextVisible()].filter((at) => at !== undefined);
        if (due.length === 0) return;
        clock.advanceTo(Math.min(...due));
        await clock.idle();
      }
    };

    const startQueue = queues.nameOf(referenced(template.Outputs.StartQueueUrl?.Value) ?? "");
    const ids = Array.from({ length: options.workflows ?? 1 }, (_, index) => `local-${index + 1}`);
    for (const id of ids)
      await queues.send(startQueue, JSON.stringify({ id, input: options.input }));
    await settle();
    if (options.redrive) {
      injection.mendAll();
      for (const { queue, step } of mappings) if (step) await queues.move(`${queue}-dlq`, queue);
      await settle();
    }

    for (const { queue, step } of mappings) {
      if (!step) continue;
      for (const { body, error = NO_ANSWER } of queues.waiting(`${queue}-dlq`)) {
        const status = step.onSuccess.endsAs === "compensated" ? "compensation-failed" : "failed";
        end(readMessage(body), status, error);
      }
    }
    const runs = ids.map((id) => toRun(id, endings.get(id)));
    const [first] = runs;
    if (!first) throw new Error("No workflow was started.");
    const deadLetters = queues.names
      .filter((queue) => queue.endsWith("-dlq"))
      .map((queue) => ({ queue, messages: queues.waiting(queue).length }))
      .filter(({ messages }) => messages > 0);
    return { ...first, events: injection.events, deadLetters, runs };
  }).finally(() => queues.stop());
}

interface Entry {
  step?: QueueStep | undefined;
  routes?: FailureRoutes;
}

function handlerOf({ step, routes }: Entry, services: Services) {
  if (step) return queueStepHandler(step, () => services);
  if (routes) return failureRouter(routes, () => services);
  throw new Error("A file in src/functions/ exports either a step or failure routes.");
}

function eventSourceMapping(
  fn: LambdaFunction,
  queues: LocalQueues,
): Omit<EventSourceMapping, "step" | "handler"> {
  const { mapping } = fn;
  const scaling = mapping?.ScalingConfig as { MaximumConcurrency?: number } | undefined;
  return {
    queue: queues.nameOf(referenced(mapping?.EventSourceArn) ?? ""),
    batchSize: Number(mapping?.BatchSize),
    maximumConcurrency: scaling?.MaximumConcurrency ?? Number.POSITIVE_INFINITY,
    reportsBatchItemFailures: String(mapping?.FunctionResponseTypes).includes(
      "ReportBatchItemFailures",
    ),
    timeoutSeconds: fn.timeoutSeconds,
    running: 0,
  };
}

export function resolveEnvironment(
  fn: LambdaFunction,
  queues: LocalQueues,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fn.environment).map(([name, value]) => {
      const resource = referenced(value);
      return [name, resource ? queues.urlOf(resource) : String(value)];
    }),
  );
}

function lastError(state: WorkflowState, status: Status): StepError | null {
  return status === "succeeded" ? null : (Object.values<StepError>(state.errors).at(-1) ?? null);
}

function toRun(id: string, ending: Ending | undefined): WorkflowRun {
  if (!ending) throw new Error(`${id} came to no end: a message was lost.`);
  const { status, state, error } = ending;
  return {
    status,
    id,
    state: { input: state.input, results: state.results, errors: state.errors },
    error,
  };
}
