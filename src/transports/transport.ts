import type { Rule } from "../workflow/rules/rule.ts";
import type { Retry } from "../workflow/workflow.ts";
import type { TransportName } from "./names.ts";

/** Describes a transport to whoever builds nothing with it: questions, rules, tests, texts. */
export interface TransportDescription {
  readonly name: TransportName;
  /** Says in one line who takes it, for questions. */
  readonly describe: string;
  /** The limits of AWS, each with the change that would work. */
  readonly rules: readonly Rule[];
  readonly words: TransportWords;
  /** A step counts its tries in the idempotency table, where a start is known again too; else AWS does both. */
  readonly countsTries: boolean;
  /** Reserved concurrency of Lambda limits a step, so that what is over it is throttled. */
  readonly reservesConcurrency: boolean;
  /** The work of a failed step is kept, so that it can always be redriven; else the workflow as a whole, where it failed itself. */
  readonly redrivesSteps: boolean;
  /** Somebody can ask how far a workflow is. */
  readonly tellsProgress: boolean;
  /** A wait is the delay of the message behind it, together with those before it in a row. */
  readonly delaysMessages: boolean;
  /** Returns the longest delay before a retry as tests see it. */
  observedDelay(seconds: number, retry: Retry): number;
}

/** The words in which messages, notes and READMEs speak of a transport. */
export interface TransportWords {
  /** Its service of AWS, e.g. `SQS queues`. */
  readonly service: string;
  /** In a comparison, e.g. `queues`, with its verb. */
  readonly short: string;
  readonly verb: "is" | "are";
  /** Its advantage over a chain of nested calls. */
  readonly advantage: string;
  /** The beginning of a sentence about the work of a workflow that has failed: it says where that is. */
  readonly keptFailure: string;
  /** Says what follows where Lambda refuses a call. */
  readonly refusedCall: string;
  /** The output of a deployment where a workflow is started by hand. */
  readonly startOutput: string;
}
