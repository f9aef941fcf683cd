import type * as read from "../../templates/project/local/resources.ts";

/**
 * Describes all that is deployed, without a word of any tool that deploys it. It is what the reader of each target finds
 * in what was made of it (`local/resources.ts` of a project), with what only whoever writes it needs.
 */
export interface Deployment
  extends Omit<
    read.Deployment,
    "functions" | "queues" | "alarms" | "dashboards" | "logGroups" | "outputs"
  > {
  readonly name: string;
  readonly description: string;
  readonly functions: readonly LambdaFunction[];
  readonly queues: readonly Queue[];
  readonly logGroups: readonly Omit<read.LogGroup, "place">[];
  readonly alarms: readonly Alarm[];
  readonly dashboard: Dashboard;
  readonly outputs: readonly Output[];
}

export interface LambdaFunction extends Omit<read.LambdaFunction, "place" | "routes"> {
  readonly description: string | null;
  /** The part it plays in the workflow; only `step` and `begin` take part in its course. */
  readonly role: "step" | "begin" | "start" | "status" | "answer";
  readonly routes: readonly Route[];
}

export interface Route extends read.Route {
  /** Tells that IAM decides who may call it, whatever decides about the other routes. */
  readonly keepsAuthorizer: boolean;
}

export interface Queue extends read.Queue {
  /** Tells that a function takes its messages; else it is a dead-letter queue. */
  readonly consumed: boolean;
}

export interface Alarm extends read.Alarm {
  /** In kebab-case, such as `create-order-dead-letter-queue` or `executions-failed`: unique in the deployment. */
  readonly name: string;
  /** The name of the setting of the deployment that its threshold is the default of. */
  readonly adjustable?: "CompensatedShare";
}

export interface Output {
  readonly name: "ApiUrl" | "StateMachineArn" | "StartQueueUrl";
  readonly description: string;
  readonly value: string;
}

export interface Dashboard {
  readonly physicalName: string;
  readonly widgets: readonly Widget[];
}

export interface Widget {
  readonly title: string;
  readonly statistic: string;
  readonly metrics: readonly WidgetMetric[];
}

/** A metric, or what is worked out of those that have an id. */
export type WidgetMetric =
  | (read.Metric & {
      readonly id?: string;
      readonly label?: string;
      readonly hidden?: boolean;
    })
  | { readonly expression: string; readonly label: string };

export type {
  AlarmMetric,
  Api,
  AsynchronousInvocation,
  Bucket,
  EventRule,
  EventSourceMapping,
  LogGroup,
  Metric,
  MetricFilter,
  Schedule,
  StateMachine,
  Statement,
  Table,
  Topic,
} from "../../templates/project/local/resources.ts";
