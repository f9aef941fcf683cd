import { DEFAULTS } from "./defaults.ts";
import { formatDuration } from "./duration.ts";
import { type Finding, labelOf, type Path, sentence } from "./finding.ts";
import { locationsOf } from "./locations.ts";
import { hasOtherwise, isComposite, placedSteps, sequencesIn } from "./traversal.ts";
import type { Step, Task, Transport, Workflow } from "./workflow.ts";

/** The limits of Amazon SQS and of the Lambda event source mapping. Durations are in seconds. */
export const QUEUE_LIMITS = {
  /** "Configuring maximum concurrency for Amazon SQS event sources", AWS Lambda Developer Guide. */
  minConcurrency: 2,
  maxConcurrency: 1_000,
  /**
   * "Amazon SQS dead-letter queues": `maxReceiveCount` is 1 to 1,000. The first try is one receive,
   * and the spare ones are not for tries.
   */
  maxAttempts: 994,
  /**
   * Receives that lead to no try. "Configuring a queue to use as an event source", AWS Lambda Developer
   * Guide: at least five, so that throttling does not use them up.
   */
  spareReceives: 5,
  /**
   * "Amazon SQS visibility timeout": a message is hidden for 12 hours at most, counted from when it
   * was received; what is left after a try is safely more than 11.
   */
  maxDelaySeconds: 39_600,
  /**
   * Ours: a message may be tried for 4 of the 14 days that SQS keeps it, since those it spends in a queue
   * are missing in the dead-letter queue ("Amazon SQS dead-letter queues").
   */
  triedSeconds: 345_600,
  /** "Amazon SQS delay queues": `DelaySeconds` is at most 15 minutes. */
  maxWaitSeconds: 900,
  /** Ours: destinations that a function chooses from, so that a person can read them. */
  maxWays: 100,
  /** "Amazon SQS message quotas": a queue's name has up to 80 characters. */
  nameLength: 80,
  /** "Configuring a queue to use with Lambda": visibility timeout of six function timeouts. */
  timeoutsHidden: 6,
} as const;

/** The longest of what follows a task's name in the name of a queue. */
const LONGEST_QUEUE_SUFFIX = "-dlq";

/** "Amazon SQS message quotas": the name of a FIFO queue ends in it, and it counts. */
const FIFO_SUFFIX = ".fifo";

/**
 * Reports what a transport cannot do for this workflow. Findings are about the limits of AWS, each with the change that
 * would work.
 */
export function transportLimits(workflow: Workflow, transport: Transport): Finding[] {
  if (transport === "state-machine") return stateMachineLimits(workflow);
  return [
    ...wholeTimeout(workflow),
    ...joinedSteps(workflow),
    ...approvals(workflow),
    ...(workflow.queue ? orderedWaits(workflow) : waits(workflow)),
    ...beginName(workflow),
    ...waysOn(workflow),
    ...locationsOf(workflow).flatMap(({ task, at }) => queueLimits(workflow, task, at)),
  ];
}

function stateMachineLimits({ queue }: Workflow): Finding[] {
  if (!queue) return [];
  return [
    {
      code: "STATE_MACHINE_ORDER",
      message:
        "Workflow: executions of a state machine run side by side, none waits for another of its group.",
      suggestion: "Use transport: queue, which keeps the order, or take queue out.",
      at: ["queue"],
      onKey: true,
    },
  ];
}

/** "SendMessage", Amazon SQS API Reference: a FIFO queue takes no `DelaySeconds` for one message. */
function orderedWaits(workflow: Workflow): Finding[] {
  if (!workflow.queue) return [];
  return placedSteps(workflow)
    .filter(({ step }) => step.form === "wait")
    .map(({ at }) => ({
      code: "QUEUE_ORDER_WAIT",
      message: `${sentence(labelOf(workflow, at))}: a queue that keeps order cannot hold one message back.`,
      suggestion:
        "Take the wait out, or take queue out and use transport: state-machine, which keeps no order.",
      at,
    }));
}

/** A message knows nothing of the time that others took before it, nor can it be stopped while it waits. */
function wholeTimeout({ timeoutSeconds, queue }: Workflow): Finding[] {
  if (timeoutSeconds === undefined) return [];
  const without = queue ? "Take queue out and use" : "Use";
  return [
    {
      code: "QUEUE_TIMEOUT",
      message:
        "Workflow: queues cannot end a workflow when its timeout is over, none of them knows it as a whole.",
      suggestion: `${without} transport: state-machine, or take timeout out; steps have timeouts of their own.`,
      at: ["timeout"],
      onKey: true,
    },
  ];
}

/** Nobody would know when all branches have ended. */
function joinedSteps(workflow: Workflow): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (!isComposite(step)) return [];
    const parts = step.form === "map" ? "items" : "branches";
    return [
      {
        code: "QUEUE_FORM",
        message: `${sentence(labelOf(workflow, at))}: queues cannot do a ${step.form}, none of them would know when all ${parts} are done.`,
        suggestion: "Use transport: state-machine, or do the work in one step.",
        at: [...at, step.form],
        onKey: true,
      },
    ];
  });
}

/** A message is there for its consumer, not for a person who may come in three days. */
function approvals(workflow: Workflow): Finding[] {
  return placedSteps(workflow)
    .filter(({ step }) => step.form === "approval")
    .map(({ at }) => ({
      code: "QUEUE_FORM",
      message: `${sentence(labelOf(workflow, at))}: queues cannot do an approval, none of them can hold the work until somebody answers.`,
      suggestion:
        "Use transport: state-machine, or end the workflow here and start another with the answer.",
      at: [...at, "approval"],
      onKey: true,
    }));
}

/** The waits since the last function, on any of the ways there, and the seconds of the longest way. */
interface Waiting {
  readonly seconds: number;
  readonly waits: readonly Path[];
}

/** A wait is the delay of the message behind it: together at most 15 minutes, and never without one. */
function waits(workflow: Workflow): Finding[] {
  const findings: Finding[] = [];
  const found = (at: Path, message: string, suggestion: string): void => {
    findings.push({
      code: "QUEUE_WAIT",
      message: `${sentence(labelOf(workflow, at))}: ${message}`,
      suggestion,
      at: [...at, "wait"],
    });
  };
  const walk = (steps: readonly Step[], at: Path, before: Waiting): Waiting => {
    let waiting = before;
    for (const [index, step] of steps.entries()) {
      const here = [...at, index];
      if (step.form === "wait") {
        const seconds = waiting.seconds + step.seconds;
        if (seconds > QUEUE_LIMITS.maxWaitSeconds) {
          found(
            here,
            "a queue can hold a message back for 15m at most, all waits in a row together.",
            "Wait 15m or less before the next function, or use transport: state-machine.",
          );
        }
        waiting = { seconds, waits: [...waiting.waits, here] };
      } else if (step.form === "choice") {
        const ways = sequencesIn(step).map((inner) =>
          walk(inner.steps, [...here, ...inner.at], waiting),
        );
        if (!hasOtherwise(step)) ways.push(waiting);
        waiting = {
          seconds: Math.max(...ways.map(({ seconds }) => seconds)),
          waits: [...new Set(ways.flatMap((way) => way.waits))],
        };
      } else {
        waiting = { seconds: 0, waits: [] };
      }
    }
    return waiting;
  };
  for (const at of walk(workflow.steps, ["steps"], { seconds: 0, waits: [] }).waits) {
    found(
      at,
      "nothing follows this wait, and no queue can wait for nothing.",
      "Take it out, add a step behind it, or use transport: state-machine.",
    );
  }
  return findings;
}

/** The queue in front of a first choice or wait is called begin. */
function beginName(workflow: Workflow): Finding[] {
  if (workflow.steps.length === 0 || workflow.steps[0]?.form === "task") return [];
  return locationsOf(workflow)
    .filter(({ task }) => task.name === "begin")
    .map(({ at }) => ({
      code: "NAME_COLLISION",
      message: `${sentence(labelOf(workflow, [...at, "name"]))}: the name is needed for the queue with which the workflow begins.`,
      suggestion: "Give it another name, or begin the workflow with a function.",
      at: [...at, "name"],
    }));
}

/** Choices in a row are decided at once, so that each more multiplies the ways on. */
function waysOn(workflow: Workflow): Finding[] {
  const findings: Finding[] = [];
  const walk = (steps: readonly Step[], at: Path, behind: number): number => {
    let ways = behind;
    for (const [index, step] of [...steps.entries()].toReversed()) {
      const here = [...at, index];
      if (step.form === "choice") {
        const inner = sequencesIn(step).map((branch) =>
          walk(branch.steps, [...here, ...branch.at], ways),
        );
        const sum = inner.reduce((one, other) => one + other, hasOtherwise(step) ? 0 : ways);
        if (sum > QUEUE_LIMITS.maxWays && ways <= QUEUE_LIMITS.maxWays) {
          findings.push({
            code: "QUEUE_CHOICES",
            message: `${sentence(labelOf(workflow, here))}: from here there are over ${QUEUE_LIMITS.maxWays} ways to the next function.`,
            suggestion: "Put a function between the choices, or use transport: state-machine.",
            at: here,
          });
        }
        ways = Math.min(sum, QUEUE_LIMITS.maxWays + 1);
      } else if (step.form !== "wait") {
        ways = 1;
      }
    }
    return ways;
  };
  walk(workflow.steps, ["steps"], 1);
  return findings;
}

function queueLimits(workflow: Workflow, task: Task, at: Path): Finding[] {
  const { maxAttempts, intervalSeconds, maxDelaySeconds } = task.retry;
  const label = sentence(labelOf(workflow, [...at, "name"]));
  const findings: Finding[] = [];
  const found = (code: string, keys: Path, message: string, suggestion: string): void => {
    findings.push({ code, message: `${label}: ${message}`, suggestion, at: [...at, ...keys] });
  };

  if (task.concurrency === 1) {
    found(
      "QUEUE_CONCURRENCY",
      ["concurrency"],
      "a queue cannot hold a step to one at a time, its smallest concurrency is 2.",
      "Use transport: state-machine, or concurrency: 2.",
    );
  } else if (task.concurrency !== undefined && task.concurrency > QUEUE_LIMITS.maxConcurrency) {
    found(
      "QUEUE_CONCURRENCY",
      ["concurrency"],
      "the largest concurrency of a queue is 1000.",
      `Write 1000 or less, leave it out for ${DEFAULTS.queueConcurrency}, or use transport: state-machine.`,
    );
  }
  if (maxAttempts > QUEUE_LIMITS.maxAttempts) {
    found(
      "QUEUE_MAX_ATTEMPTS",
      ["retry", "maxAttempts"],
      "a queue delivers a message 1000 times at most, so maxAttempts is at most 994.",
      "Write 994 or less, or use transport: state-machine.",
    );
  }
  const delays = { interval: intervalSeconds, maxDelay: maxDelaySeconds };
  for (const [key, seconds] of Object.entries(delays)) {
    if (seconds <= QUEUE_LIMITS.maxDelaySeconds) continue;
    found(
      "QUEUE_DELAY",
      ["retry", key],
      `a queue can hold a message back for 11h at most, ${key} is longer.`,
      "Write 11h or less, or use transport: state-machine.",
    );
  }
  const shownAgain = QUEUE_LIMITS.timeoutsHidden * task.timeoutSeconds;
  const hidden = Math.max(shownAgain, maxDelaySeconds);
  const triedSeconds = QUEUE_LIMITS.triedSeconds - QUEUE_LIMITS.spareReceives * shownAgain;
  const tries = 1 + maxAttempts;
  const isReported = findings.some(({ code }) => code !== "QUEUE_CONCURRENCY");
  if (!isReported && tries * hidden >= triedSeconds) {
    const fitting = Math.ceil(triedSeconds / hidden) - 2;
    found(
      "QUEUE_RETENTION",
      ["retry", "maxAttempts"],
      `${tries} tries of up to ${formatDuration(hidden)} each, and ${QUEUE_LIMITS.spareReceives} deliveries to spare, can take 4 days or more, which would be missing from the 14 that a dead letter is kept.`,
      `Set maxAttempts to ${fitting} or less, shorten timeout or maxDelay, or use transport: state-machine.`,
    );
  }
  const suffix = LONGEST_QUEUE_SUFFIX + (workflow.queue ? FIFO_SUFFIX : "");
  const longest = workflow.name.length + 1 + task.name.length + suffix.length;
  if (longest > QUEUE_LIMITS.nameLength) {
    found(
      "QUEUE_NAME_LENGTH",
      ["name"],
      `its queues would have names of ${longest} characters, 80 are allowed: workflow, step and "${suffix}".`,
      `Shorten the workflow's name or this one by ${longest - QUEUE_LIMITS.nameLength}, or use transport: state-machine.`,
    );
  }
  return findings;
}
