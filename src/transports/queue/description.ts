import type { TransportDescription } from "../transport.ts";
import * as beginName from "./rules/begin-name.ts";
import * as queueChoices from "./rules/queue-choices.ts";
import * as queueConcurrency from "./rules/queue-concurrency.ts";
import * as queueForms from "./rules/queue-forms.ts";
import * as queueNameLength from "./rules/queue-name-length.ts";
import * as queueRetries from "./rules/queue-retries.ts";
import * as queueTimeout from "./rules/queue-timeout.ts";
import * as queueWaits from "./rules/queue-waits.ts";

/** Describes SQS queues with a function behind each. */
export const queue: TransportDescription = {
  name: "queue",
  describe: "An SQS queue in front of each step; a failing step's work waits in its queue.",
  rules: {
    "queue-timeout": queueTimeout,
    "queue-forms": queueForms,
    "queue-waits": queueWaits,
    "begin-name": beginName,
    "queue-choices": queueChoices,
    "queue-concurrency": queueConcurrency,
    "queue-retries": queueRetries,
    "queue-name-length": queueNameLength,
  },
  words: {
    service: "SQS queues",
    short: "queues",
    verb: "are",
    advantage: "the work is kept while a step is down",
    keptFailure: "The message is kept in a dead-letter queue",
    refusedCall: "SQS keeps the message, and Lambda calls again",
    startOutput: "StartQueueUrl",
  },
  countsTries: true,
  reservesConcurrency: false,
  hasDeadLetters: true,
  sendsMessages: true,
  countsEnds: true,
  tellsProgress: false,
  delaysMessages: true,
  // SQS counts whole seconds.
  observedDelay: (seconds) => Math.round(seconds),
};
