import type { Deployment, Widget } from "../deployment/model.ts";
import type { Use } from "../deployment/uses.ts";
import type { Facts } from "../explain/designs/facts.ts";
import type { DesignId, Figures } from "../explain/explanation.ts";
import type { Message } from "../messages/message.ts";
import type { CommonPlan, Plan, PlannedStep } from "../plan/plan.ts";
import type { Sight } from "../render/readme/in-markdown.ts";
import type { Failable } from "../semantics/compensation-order.ts";
import type { Finding } from "../workflow/findings/finding.ts";
import type { RuleFiles } from "../workflow/rules/rule.ts";
import type { Compensation, Retry, Task, WorkflowWithTransport } from "../workflow/workflow.ts";
import type { TransportName } from "./names.ts";

/**
 * Carries the work from step to step. It has a folder here, one of templates, `templates/transport/<name>/`, and a line
 * in each of `names.ts`, `descriptions.ts` and `registry.ts`. Whoever has a plan hands it back to its own transport,
 * which alone knows what it has added.
 */
export interface Transport<Own extends Plan = Plan> extends TransportDescription {
  /** Adds its own part to the plan. */
  plan(common: CommonPlan): Own;
  /** Returns the names of the queues in which work may be, as they stand behind that of the stack. */
  queueNames(plan: Own): readonly string[];
  /** Decides what is deployed to carry the work. */
  deployment(plan: Own): Carried;
  /** Returns where the functions of a workflow are more than AWS takes, before there is a plan. */
  functionQuotaFindings(workflow: WorkflowWithTransport): Finding[];
  /** Returns what else of a plan is more than AWS takes. */
  quotaFindings(plan: Own, deployment: Deployment): Finding[];
  /** Returns warnings about a workflow that AWS takes, and may end before its time. */
  warnings(plan: Own): Finding[];
  readonly notes: TransportNotes<Own>;
  readonly rendering: TransportRendering<Own>;
  readonly readme: TransportReadme<Own>;
  /** The designs that `explain` compares; the first is the one that is generated. */
  readonly designs: readonly [TransportDesign<Own>, ...TransportDesign<Own>[]];
  /** Says how long it is until the next try, where one has crashed or was stopped. */
  afterSilence(task: Task, kind: "crash" | "time-out", delay: number): string;
  /** Says what follows the last such try; left out where nothing does. */
  lastSilence?(task: Task, kind: "crash" | "time-out"): string;
}

/** A design that a workflow can be built as. */
export interface TransportDesign<Own extends Plan = Plan> {
  readonly id: DesignId;
  readonly title: string;
  /** Says why it cannot do this, besides the limits of the transport. */
  whyNot?(facts: Facts): string | undefined;
  figures(facts: Facts, plan: Own): Figures;
}

/** The part of a deployment that carries the work. */
export interface Carried
  extends Pick<
    Deployment,
    "functions" | "queues" | "stateMachines" | "metricFilters" | "alarms" | "outputs"
  > {
  /** The uses of the function that starts a workflow. */
  readonly startUses: readonly Use[];
  /** The alarms on what is worked out of several metrics. */
  readonly computedAlarms: Deployment["alarms"];
  readonly widgets: readonly Widget[];
}

/** Notes on what a deployment does to work that is under way. */
export interface TransportNotes<Own extends Plan = Plan> {
  /** Returns the resources that keep the work, and the command that shows whether there is any. */
  underWay(plan: Own): { readonly what: string; readonly check: string };
  /** Says what becomes of these when another transport takes its place: a part of a sentence. */
  readonly replaced: string;
  /** Returns lines on what to do about resources that stay then. */
  leftovers(plan: Own): string[];
  /** Returns notes on a change of the workflow. */
  between(before: Own, after: Own): Message[];
}

/** The part of a project that depends on the transport, besides its folder of templates. */
export interface TransportRendering<Own extends Plan = Plan> {
  /** Returns the files that no template makes. */
  files(plan: Own): [path: string, content: string][];
  /** Tells whether a file of its folder is needed. */
  isNeeded(path: string, plan: Own): boolean;
  packages(plan: Own): {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  /** Returns what the templates of every folder mention, besides what those of every project do. */
  templateData(plan: Own): object;
  /** Returns the lines of a step in its `src/functions/`. */
  stepProperties(plan: Own, step: PlannedStep): string[];
  /** Returns what every run of the failure rules is given. */
  given(plan: Own): object;
  /** Returns the failures that its functions log. @param order the steps that run where nothing fails */
  logged(plan: Own, order: readonly string[]): object;
}

/** The sentences of README and runbook that depend on the transport. */
export interface TransportReadme<Own extends Plan = Plan> {
  /** Says how a workflow is started by hand. */
  byHand(plan: Own): string;
  /** Says what becomes of the work where a step or a composite fails. */
  failed(one: Failable): string;
  /** Returns lines about the steps of which only some run at once; empty where there are none. */
  limited(plan: Own): string[];
  /** Returns paragraphs about how ends are counted, and which raise an alarm. */
  ends(plan: Own): string[];
  /** Returns rows of the runbook about a workflow as a whole. */
  wholeRows(plan: Own): string[];
  /** Says where an operator sees that a workflow was compensated. */
  readonly compensated: string;
  /** Returns the signs of a step that fails, and of a compensation. */
  failedStep(plan: Own, one: Failable): Sight;
  failedCompensation(plan: Own, compensation: Compensation): Sight;
}

/** Describes a transport to whoever builds nothing with it: questions, rules, tests, texts. */
export interface TransportDescription {
  readonly name: TransportName;
  /** Says in one line who takes it, for questions. */
  readonly describe: string;
  /** The limits of AWS, each with the change that would work. */
  readonly rules: RuleFiles;
  readonly words: TransportWords;
  /** A step counts its tries in the idempotency table, where a start is known again too; else AWS does both. */
  readonly countsTries: boolean;
  /** Reserved concurrency of Lambda limits a step, so that what is over it is throttled. */
  readonly reservesConcurrency: boolean;
  /** The work of a failed step waits in a dead-letter queue, and can always be redriven; else the whole workflow, if it failed there. */
  readonly hasDeadLetters: boolean;
  /** Work comes in messages: in batches, at least once, and again where a function does not answer in time. */
  readonly sendsMessages: boolean;
  /** Its functions count how workflows end, in the namespace of the stack; else AWS counts executions. */
  readonly countsEnds: boolean;
  /** Tells whether callers can ask for the progress of a workflow. */
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
