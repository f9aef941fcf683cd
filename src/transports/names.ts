/** The carriers of work from one step to the next, as `workflow.yaml` names it. */
export const TRANSPORTS = ["queue", "state-machine"] as const;

export type TransportName = (typeof TRANSPORTS)[number];

/** The transport that keeps an order: asking for one chooses it. */
export const IN_ORDER = "queue" satisfies TransportName;

/** The names that other tools have for them. */
export const OTHER_NAMES: Readonly<Record<string, TransportName>> = {
  sqs: "queue",
  fifo: "queue",
  queues: "queue",
  "step-functions": "state-machine",
  stepfunctions: "state-machine",
  sfn: "state-machine",
  states: "state-machine",
  asl: "state-machine",
};
