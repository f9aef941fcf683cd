import type { Deployment, LambdaFunction } from "../../deployment/model.ts";
import { deadLettersOf } from "../../deployment/queues.ts";
import { queuesSentTo } from "../../deployment/uses.ts";
import { code, fitItems } from "../../render/layout.ts";
import { DEFAULTS } from "../../workflow/defaults.ts";
import { duration, newConstruct } from "./code.ts";
import { constructIdOf, variableOf } from "./names.ts";
import { keepsRecords } from "./uses.ts";

/** Returns the statements that make the steps on queues and what feeds the first of them, one each. */
export function queueSteps(deployment: Deployment): string[] {
  return fedFunctions(deployment).map((fn) =>
    newConstruct({
      variable: variableOf(fn.name),
      type: fn.role === "begin" ? "QueueConsumer" : "QueueStep",
      id: constructIdOf(fn.name),
      props: {
        name: fn.name,
        ...(fn.description !== null && { description: fn.description }),
        ...(fn.role === "step" && { table: code("table") }),
        ...(fn.role === "step" && !keepsRecords(fn) && { idempotent: false }),
        timeout: duration(fn.timeoutSeconds),
        maxReceiveCount: maxReceiveCount(deployment, fn.name),
        ...concurrency(fn),
        lateAfter: duration(lateSeconds(deployment, fn.name)),
      },
    }),
  );
}

/** Returns the statements that say who sends to whom, one for each step that does. */
export function sentMessages(deployment: Deployment): string[] {
  return fedFunctions(deployment).flatMap((fn) => {
    // A step may always send to its own queue, where Lambda is told to allow it.
    const others = queuesSentTo(fn).filter((name) => !(fn.allowsLoops && name === fn.name));
    if (others.length === 0) return [];
    return fitItems(`    ${variableOf(fn.name)}.sendsTo(`, others.map(queueOf), ");");
  });
}

/** Returns a queue as code: `createOrder.queue`. */
export function queueOf(name: string): string {
  const failed = deadLettersOf(name);
  return failed === undefined
    ? `${variableOf(name)}.queue`
    : `${variableOf(failed)}.deadLetterQueue`;
}

const fedFunctions = ({ functions }: Deployment): LambdaFunction[] =>
  functions.filter(({ mapping }) => mapping !== undefined);

function concurrency({ mapping }: LambdaFunction) {
  const limit = mapping?.maximumConcurrency;
  return limit === DEFAULTS.queueConcurrency ? {} : { maxConcurrency: limit };
}

function maxReceiveCount({ queues }: Deployment, name: string): number {
  return found(queues.find((queue) => queue.name === name)?.redrive?.maxReceiveCount, name);
}

function lateSeconds({ alarms }: Deployment, name: string): number {
  return found(alarms.find((alarm) => alarm.name === `${name}-queue-age`)?.threshold, name);
}

function found(value: number | undefined, name: string): number {
  if (value === undefined) throw new Error(`The deployment says nothing about the queue ${name}.`);
  return value;
}
