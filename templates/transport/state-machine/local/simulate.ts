import "./promise-with-resolvers.ts";
import { readFileSync } from "node:fs";
import type { Context } from "aws-lambda";
import { StateMachine } from "aws-local-stepfunctions";
import { readCaughtError, readExecutionState } from "../src/runtime/execution-state.ts";
import { type TaskStep, taskHandler } from "../src/runtime/task-handler.ts";
import type { StepError, WorkflowInput } from "../src/workflow.ts";
import { createFaultInjection, type FaultInjection } from "./fault-injection.ts";
import { MemoryIdempotencyStore } from "./memory-idempotency-store.ts";
import {
  type LambdaFunction,
  lambdaFunctions,
  readSamTemplate,
  resourcesOfType,
} from "./sam-template.ts";
import type { Simulation, SimulationOptions, Status, WorkflowRun } from "./simulation.ts";
import { refuseUnsupported } from "./unsupported.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
import { withVirtualTime } from "./virtual-time.ts";

type Definition = ConstructorParameters<typeof StateMachine>[0];
type Json = Parameters<StateMachine["run"]>[0];
type TaskHandler = (input: Json) => Promise<Json>;

/** Where an execution ended, and with what. */
interface Execution {
  id: string;
  state: string;
  input: Json;
  output?: Json;
  error?: Error;
}

const template = readSamTemplate();

export function readDefinition(): Definition {
  return JSON.parse(readFileSync(new URL("../workflow.asl.json", import.meta.url), "utf8"));
}

/**
 * Runs the workflow on this machine: `workflow.asl.json` in a local engine, with the functions of
 * `src/functions/` behind its task states.
 */
export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const definition = readDefinition();
  refuseUnsupported(definition);
  const clock = createVirtualClock();
  const injection = createFaultInjection(clock, options);
  const handlers = Object.fromEntries(await taskHandlers(definition, injection, clock));
  const random = options.random ?? Math.random;

  return withVirtualTime(clock, random, injection.isInsideStep, async () => {
    const start = (id: string) =>
      execute(definition, handlers, {
        id,
        state: definition.StartAt,
        input: options.input as Json,
      });
    const ids = Array.from({ length: options.workflows ?? 1 }, (_, index) => `local-${index + 1}`);
    let executions = await settle(clock, ids.map(start));
    if (options.redrive) {
      injection.mendAll();
      const redriven = executions.map((execution) =>
        execution.error ? execute(definition, handlers, execution) : execution,
      );
      executions = await settle(clock, redriven);
    }
    const runs = executions.map((execution) => toRun(execution, options.input));
    const [first] = runs;
    if (!first) throw new Error("No workflow was started.");
    return { ...first, events: injection.events, deadLetters: [], runs };
  });
}

/** Runs from a state to the end; a redrive begins at the state that failed. */
async function execute(
  definition: Definition,
  handlers: Record<string, TaskHandler>,
  from: Execution,
): Promise<Execution> {
  const machine = new StateMachine(
    { ...definition, StartAt: from.state },
    { validationOptions: { noValidate: true } },
  );
  const { result, eventLogs } = machine.run(from.input, {
    overrides: { taskResourceLocalHandlers: handlers },
    context: { Execution: { Name: from.id } },
  });
  const last = { id: from.id, state: from.state, input: from.input };
  const followed = (async () => {
    for await (const event of eventLogs) {
      if (event.type === "StateEntered")
        Object.assign(last, { state: event.state.name, input: event.state.input });
    }
  })();
  try {
    const output = await result;
    await followed;
    return { ...last, output };
  } catch (error) {
    await followed;
    return { ...last, error: ((error as Error).cause ?? error) as Error };
  }
}

/** Lets virtual time pass until all executions have ended. */
async function settle(
  clock: VirtualClock,
  running: (Execution | Promise<Execution>)[],
): Promise<Execution[]> {
  let ended = false;
  const all = Promise.all(running).finally(() => {
    ended = true;
  });
  for (;;) {
    await clock.idle();
    if (ended) return all;
    const next = clock.nextTimer();
    if (next !== undefined) clock.advanceTo(next);
  }
}

/** Stands in for Lambda: reserved concurrency, time-outs, crashes, and errors as Step Functions sees them. */
async function taskHandlers(
  definition: Definition,
  injection: FaultInjection,
  clock: VirtualClock,
): Promise<[state: string, TaskHandler][]> {
  const functions = lambdaFunctions(template);
  const [machine] = resourcesOfType(template, "AWS::Serverless::StateMachine");
  const substitutions = machine?.[1].Properties.DefinitionSubstitutions as Record<
    string,
    { Ref: string }
  >;
  const records = new Map();
  const byResource = new Map<string, TaskHandler>();
  for (const [name, { Ref }] of Object.entries(substitutions)) {
    const fn = functions.find(({ id }) => Ref === `${id}.Version`);
    if (!fn)
      throw new Error(
        `template.yaml: ${name} stands for ${Ref}, which is no published version of a function.`,
      );
    byResource.set(
      `\${${name}}`,
      await taskHandlerOf(fn, injection, clock, () => new MemoryIdempotencyStore(records)),
    );
  }
  return Object.entries(definition.States).flatMap(
    ([state, { Type, ...fields }]): [state: string, TaskHandler][] => {
      if (Type !== "Task") return [];
      const handler = byResource.get(String((fields as { Resource?: string }).Resource));
      if (!handler)
        throw new Error(
          `workflow.asl.json: the resource of ${state} is not among the substitutions of template.yaml.`,
        );
      return [[state, handler]];
    },
  );
}

async function taskHandlerOf(
  fn: LambdaFunction,
  injection: FaultInjection,
  clock: VirtualClock,
  store: () => MemoryIdempotencyStore,
): Promise<TaskHandler> {
  const entry: { step: TaskStep } = await import(`../src/functions/${fn.entry}.ts`);
  const step = injection.around(entry.step);
  const handler = taskHandler(step, store);
  let running = 0;

  const invoke: TaskHandler = async (input) => {
    if (running >= (fn.reservedConcurrency ?? Number.POSITIVE_INFINITY)) {
      throw lambdaError("Lambda.TooManyRequestsException", "Rate Exceeded.");
    }
    running += 1;
    try {
      const deadline = clock.now() + fn.timeoutSeconds * 1000;
      const context = { getRemainingTimeInMillis: () => deadline - clock.now() } as Context;
      const outcome = await injection.invoke(fn.timeoutSeconds, () => handler(input, context));
      if ("died" in outcome) throw lambdaError("Lambda.Unknown", `The function ${outcome.died}.`);
      const { id } = input as { id: string };
      if (!outcome.ran.has(id)) injection.recordSkipped(step.name, id);
      return JSON.parse(JSON.stringify(outcome.answer)) as Json;
    } catch (error) {
      if (error instanceof LambdaError) throw error;
      throw lambdaError((error as Error).name, (error as Error).message);
    } finally {
      running -= 1;
    }
  };

  return async (input) => {
    if (!injection.duplicates(step.name)) return invoke(input);
    const [answer] = [await invoke(input), await invoke(input)];
    return answer;
  };
}

class LambdaError extends Error {}

/** What a failed invocation looks like to the state machine: a name, and a cause in JSON. */
function lambdaError(errorType: string, errorMessage: string): LambdaError {
  const error = new LambdaError(JSON.stringify({ errorType, errorMessage, trace: [] }));
  error.name = errorType;
  return error;
}

const ends: Record<string, Status> = {
  Compensated: "compensated",
  CompensationFailed: "compensation-failed",
};

function toRun(
  { id, state, input: lastInput, output, error }: Execution,
  input: WorkflowInput,
): WorkflowRun {
  const end = (output ?? lastInput) as Record<string, unknown>;
  const reached = "results" in end ? readExecutionState(end) : { input, results: {}, errors: {} };
  const status = error ? (ends[state] ?? "failed") : "succeeded";
  return {
    status,
    id,
    state: { input: reached.input, results: reached.results, errors: reached.errors },
    error: error ? endError(error, status, Object.values<StepError>(reached.errors)) : null,
  };
}

/** The local engine garbles the cause of what was compensated; the error caught last has it whole. */
function endError({ name, message }: Error, status: Status, caught: StepError[]): StepError {
  const ended = readCaughtError({ Error: name, Cause: message });
  const last = caught.at(-1);
  return status === "compensated" && last?.name === ended.name ? last : ended;
}
