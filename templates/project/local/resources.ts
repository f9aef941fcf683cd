/**
 * All that is deployed, in words of its own whatever tool deploys it.
 *
 * In texts, what only a deployment knows stands as `${kind.name.attribute}`, such as `${queue.create-order.arn}`, or as
 * `${stack}`, `${region}`, `${account}` or `${partition}`. A reference to a resource that Unchain did not make is kept
 * as its tool writes it.
 */
export interface Deployment {
  readonly functions: readonly LambdaFunction[];
  readonly queues: readonly Queue[];
  readonly tables: readonly Table[];
  readonly buckets: readonly Bucket[];
  readonly topics: readonly Topic[];
  readonly logGroups: readonly LogGroup[];
  readonly stateMachines: readonly StateMachine[];
  readonly apis: readonly Api[];
  readonly metricFilters: readonly MetricFilter[];
  readonly alarms: readonly Alarm[];
  readonly dashboards: readonly Dashboard[];
  readonly outputs: Readonly<Record<string, string>>;
}

export interface LambdaFunction {
  /** Its file in `src/functions/`, without the ending. */
  readonly name: string;
  /** Its name in messages. */
  readonly place: string;
  /** The folder of its bundle, e.g. `dist/create-order`. */
  readonly bundle: string;
  readonly handler: string;
  readonly runtime: string;
  readonly architecture: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number | undefined;
  /** Tells that each invocation is traced, with the permission that this takes. */
  readonly traced: boolean;
  /** The name of the log group that gets its lines as JSON. */
  readonly logsTo?: string | undefined;
  /** Tells that any change of it publishes a new version. */
  readonly publishesVersions: boolean;
  /** Tells that Lambda lets it send to the queue that feeds it. */
  readonly allowsLoops: boolean;
  readonly layers: readonly string[];
  /** Its permissions, besides those to log and to trace. */
  readonly statements: readonly Statement[];
  /** Policies that are made elsewhere. */
  readonly managedPolicies: readonly string[];
  readonly mapping?: EventSourceMapping | undefined;
  /** The end of asynchronous invocations that failed. */
  readonly asynchronous?: AsynchronousInvocation | undefined;
  readonly routes: readonly Route[];
  readonly schedules: readonly Schedule[];
  readonly eventRules: readonly EventRule[];
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** With `NotAction`: all other actions. */
  readonly exceptActions?: readonly string[] | undefined;
  readonly resources: readonly string[];
  /** Of a policy of a resource, e.g. `*` or `events.amazonaws.com`. */
  readonly principal?: string | undefined;
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** Feeds a function from a queue. */
export interface EventSourceMapping {
  /** The name of the queue. */
  readonly queue: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds?: number | undefined;
  readonly maximumConcurrency?: number | undefined;
  readonly reportsFailures: boolean;
  readonly enabled: boolean;
  readonly filtered: boolean;
}

export interface AsynchronousInvocation {
  readonly retries: number;
  /** ARN of where the invocations that failed for good are sent. */
  readonly onFailure: string;
}

/** A request that invokes a function. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** The kind of authorizer in force, e.g. `AWS_IAM`. */
  readonly authorizer: string;
}

/**
 * The delivery of a start that could not be made at once, and the place where it is sent in the end.
 */
interface Delivery {
  readonly retries: number;
  readonly retriedForSeconds: number;
  /** ARN of the dead-letter queue. */
  readonly deadLetters: string;
}

export interface Schedule extends Delivery {
  readonly expression: string;
  readonly input: string;
}

export interface EventRule extends Delivery {
  readonly sources: readonly string[];
  readonly detailTypes: readonly string[];
}

/** The order that a queue keeps. */
interface Fifo {
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: string;
  readonly throughputLimit: string;
}

/** The dead-letter queue for messages that were received too often. */
interface Redrive {
  /** The name of the dead-letter queue. */
  readonly queue: string;
  readonly maxReceiveCount: number;
}

export interface Queue {
  /** Without the name of the stack. */
  readonly name: string;
  readonly physicalName: string;
  /** The settings that make it keep order. */
  readonly fifo?: Fifo | undefined;
  readonly encrypted: boolean;
  readonly retentionSeconds: number;
  readonly visibilityTimeoutSeconds?: number | undefined;
  readonly delaySeconds?: number | undefined;
  readonly maximumMessageBytes?: number | undefined;
  readonly redrive?: Redrive | undefined;
  /** Tells that it stays when it is no longer part of what is deployed. */
  readonly kept: boolean;
  readonly policy: readonly Statement[];
}

export interface Table {
  readonly name: string;
  readonly physicalName?: string | undefined;
  readonly keys: readonly { readonly attribute: string; readonly role: "HASH" | "RANGE" }[];
  readonly onDemand: boolean;
  /** The attribute with the time from when on DynamoDB may delete an item. */
  readonly expiresBy?: string | undefined;
  readonly encrypted: boolean;
  readonly pointInTimeRecovery: boolean;
  readonly kept: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly encryption?: string | undefined;
  readonly blocksPublicAccess: boolean;
  readonly ownerEnforced: boolean;
  readonly expiresAfterDays?: number | undefined;
  readonly kept: boolean;
  readonly policy: readonly Statement[];
}

export interface Topic {
  readonly name: string;
  readonly policy: readonly Statement[];
  /** Tells whether the deployment accepts an email address for its messages. */
  readonly mails: boolean;
}

export interface LogGroup {
  readonly name: string;
  /** Its name in messages. */
  readonly place: string;
  readonly retentionDays?: number | undefined;
}

/** The log of executions. */
interface ExecutionLogging {
  readonly level: string;
  readonly includesData: boolean;
  /** The name of the log group. */
  readonly group: string;
}

export interface StateMachine {
  readonly name: string;
  readonly physicalName: string;
  readonly type: string;
  /** The values of the variables in `workflow.asl.json`. */
  readonly substitutions: Readonly<Record<string, string>>;
  readonly traced: boolean;
  readonly logging?: ExecutionLogging | undefined;
  /** Its permissions, besides those to log and to trace. */
  readonly statements: readonly Statement[];
}

/** The log of requests, and the form of its lines. */
interface AccessLog {
  /** The name of the log group. */
  readonly group: string;
  readonly format: string;
}

export interface Api {
  readonly name: string;
  /** Requests a second, and how many at once. */
  readonly throttling?: { readonly rate: number; readonly burst: number } | undefined;
  readonly accessLog?: AccessLog | undefined;
}

/** Counts the lines of a log that match a pattern. */
export interface MetricFilter {
  readonly metric: string;
  readonly namespace: string;
  /** The name of the log group. */
  readonly group: string;
  readonly pattern: string;
  readonly value: string;
  readonly defaultValue?: number | undefined;
}

export interface Alarm {
  readonly description: string;
  /** Of a single metric, or of those of the expression. */
  readonly metrics: readonly AlarmMetric[];
  readonly expression?: string | undefined;
  readonly evaluationPeriods: number;
  readonly comparison: string;
  readonly threshold: number;
  readonly missingData: string;
  readonly actions: readonly string[];
}

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface AlarmMetric extends Metric {
  /** Its name in the expression. */
  readonly id?: string | undefined;
  readonly statistic: string;
  readonly periodSeconds: number;
}

export interface Dashboard {
  readonly physicalName: string;
  readonly widgets: readonly { readonly title: string; readonly metrics: readonly Metric[] }[];
}
