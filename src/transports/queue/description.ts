import type { TransportDescription } from "../transport.ts";
import { rule as beginName } from "./rules/begin-name.ts";
import { rule as queueChoices } from "./rules/queue-choices.ts";
import { rule as queueConcurrency } from "./rules/queue-concurrency.ts";
import { rule as queueForms } from "./rules/queue-forms.ts";
import { rule as queueNameLength } from "./rules/queue-name-length.ts";
import { rule as queueRetries } from "./rules/queue-retries.ts";
import { rule as queueTimeout } from "./rules/queue-timeout.ts";
import { rule as queueWaits } from "./rules/queue-waits.ts";

/** Describes SQS queues with a function behind each. */
export const queue: TransportDescription = {
  name: "queue",
  describe: "An SQS queue in front of each step; a failing step's work waits in its queue.",
  rules: [
    queueTimeout,
    queueForms,
    queueWaits,
    beginName,
    queueChoices,
    queueConcurrency,
    queueRetries,
    queueNameLength,
  ],
  words: {
    service: "SQS queues",
    short: "queues",
    verb: "are",
    advantage: "the work is kept while a step is down",
    keptFailure: "The message is kept in a dead-letter queue",
    refusedCall: "SQS keeps the message, Lambda asks again",
    startOutput: "StartQueueUrl",
  },
  countsTries: true,
  reservesConcurrency: false,
  redrivesSteps: true,
  tellsProgress: false,
  delaysMessages: true,
  // SQS counts whole seconds.
  observedDelay: (seconds) => Math.round(seconds),
};
