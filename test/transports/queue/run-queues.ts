import { deadLetterQueue } from "../../../src/deployment/queues.ts";
import type { Status } from "../../../src/semantics/status.ts";
import {
  emptyFixture,
  type Failures,
  type Fixture,
  type Trace,
} from "../../../src/semantics/trace.ts";
import { BEGIN, type QueueFunctions } from "../../../src/transports/queue/queue-functions.ts";
import type { Transition } from "../../../src/transports/queue/work-routes.ts";
import { camelCase } from "../../../src/workflow/letter-case.ts";
import {
  holds,
  type Condition as RuntimeCondition,
} from "../../../templates/transport/queue/src/runtime/condition.ts";

/**
 * Follows one message from queue to queue as the generated functions send it.
 *
 * @throws where a function sends to a queue that it may not send to, or that nobody knows
 */
export function runQueues(
  functions: QueueFunctions,
  first: string,
  failures: Failures,
  fixture: Fixture = emptyFixture,
): Trace {
  const succeeded: string[] = [];
  const failed: string[] = [];
  const results = new Set<string>();
  const errors = new Map<string, string>();
  const compensations = new Set(
    functions.steps.flatMap(({ task }) => ("catch" in task ? [] : [task.name])),
  );

  const state = () => ({
    id: "test",
    input: fixture.input as Record<string, unknown>,
    results: Object.fromEntries(results.entries()),
    errors: Object.fromEntries(errors),
  });

  const nextQueue = ({ next }: Transition) =>
    next.find(
      ({ ifTried, when }) =>
        (ifTried === undefined || results.has(ifTried) || errors.has(ifTried)) &&
        (when === undefined || holds(when as RuntimeCondition, state())),
    )?.queue;

  const sendTo = (sendsTo: readonly string[], queue: string) => {
    if (!sendsTo.includes(queue)) throw new Error(`Not allowed to send to ${queue}.`);
    return { queue };
  };

  /** The queue that a function sends on to, or what the workflow ends as. */
  const goOn = (sendsTo: readonly string[], transition: Transition): { queue: string } | Status => {
    const queue = nextQueue(transition);
    return queue === undefined ? transition.outcome : sendTo(sendsTo, queue);
  };

  const receive = (queue: string): { queue: string } | Status => {
    const step = functions.steps.find(({ task }) => task.name === queue);
    const dead = functions.steps.find(({ task }) => deadLetterQueue(task.name) === queue);
    if (queue === BEGIN && functions.begin) {
      return goOn(functions.begin.sendsTo, functions.begin.transition);
    }
    if (step) {
      const { name } = step.task;
      if (!failures.has(name)) {
        succeeded.push(name);
        results.add(camelCase(name));
        errors.delete(camelCase(name));
        return goOn(step.sendsTo, step.onSuccess);
      }
      failed.push(name);
      const error = failures.get(name) ?? "NoAnswer";
      const route = own(step.onFailure.byError, error) ?? step.onFailure.otherwise;
      if ("waitsIn" in route) return sendTo(step.sendsTo, route.waitsIn);
      errors.set(camelCase(name), error);
      return goOn(step.sendsTo, route);
    }
    if (dead) return compensations.has(dead.task.name) ? "compensation-failed" : "failed";
    throw new Error(`There is no queue ${queue}.`);
  };

  let at: { queue: string } | Status = { queue: first };
  for (let hops = 0; typeof at === "object"; hops++) {
    if (hops > 1_000) throw new Error("The message goes round in circles.");
    at = receive(at.queue);
  }
  return { status: at, succeeded, failed };
}

function own<Value>(record: Record<string, Value> | undefined, key: string): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
