/** The attributes that a reference can name, by the kind of thing. */
interface Attributes {
  readonly queue: "arn" | "name" | "url";
  readonly function: "arn" | "name" | "version";
  readonly table: "arn" | "name";
  readonly bucket: "arn" | "name";
  readonly topic: "arn";
  readonly stateMachine: "arn" | "name";
  readonly api: "id";
}

/** Returns what stands in a text for what only a deployment knows of one of its things. */
export function reference<Kind extends keyof Attributes>(
  kind: Kind,
  name: string,
  attribute: Attributes[Kind],
): string {
  return `\${${kind}.${name}.${attribute}}`;
}

/** Returns the name of the thing that a reference is to: `pay` of `${queue.pay.url}`. */
export const nameIn = (text: string): string | undefined =>
  /^\$\{\w+\.(.+)\.\w+\}$/.exec(text)?.[1];

/** Stands for the name of the stack. */
export const STACK = "${stack}";

export const IDEMPOTENCY_TABLE = "idempotency";
export const APPROVAL_TABLE = "approvals";
export const CLAIM_CHECK_BUCKET = "claim-checks";
export const ALARM_TOPIC = "alarms";
export const STATE_MACHINE = "workflow";
export const API = "api";

/** The names of the log groups. */
export const LOGS = { functions: "functions", executions: "executions", api: "api" } as const;

/** ARNs of all executions of the state machine. */
export const EXECUTIONS = `arn:\${partition}:states:\${region}:\${account}:execution:${reference("stateMachine", STATE_MACHINE, "name")}:*`;
