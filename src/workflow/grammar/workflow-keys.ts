import { INFRASTRUCTURES, PARTS } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { shown } from "../findings/finding.ts";
import {
  invalidApi,
  invalidGroup,
  invalidSchedule,
  invalidTrigger,
} from "../findings/invalid-text.ts";
import { LIMITS } from "../limits.ts";
import { INPUT_PATH_PATTERN } from "../paths.ts";
import { scheduleMistake } from "../schedule.ts";
import { API_PATTERN } from "../trigger.ts";
import type { Trigger } from "../workflow.ts";
import { type DocumentOf, keys, type Shape } from "./shape.ts";
import { STEP } from "./step-keys.ts";
import { NAMED } from "./task-keys.ts";
import * as a from "./values.ts";

const fifo: Shape<true, true> = {
  kind: "truth",
  only: true,
  takes: "true",
  explain: ({ value }) =>
    value === false
      ? {
          code: "INVALID_VALUE",
          message: "fifo: false has no effect, because queues keep no order by default.",
          suggestion: "Write fifo: true, or remove queue.",
        }
      : {
          code: "INVALID_VALUE",
          message: `fifo must be true, not ${shown(value)}.`,
          suggestion: 'Write "fifo: true".',
        },
};

/** The keys of `queue`. */
export const QUEUE = keys({
  fifo: {
    shape: fifo,
    says: "Every queue keeps the order. Without order leave queue out.",
    required: true,
    example: "true",
  },
  groupBy: {
    shape: a.text({
      patterns: [INPUT_PATH_PATTERN],
      maxLength: LIMITS.groupByLength,
      takes: "a path into the input",
      explain: invalidGroup,
    }),
    says: "The value within which order is kept, as a path into the input: input.customerId.",
    required: true,
    example: "input.customerId",
    question: { asks: "In order for each what?" },
  },
});

const EVENT = keys({
  source: {
    shape: a.eventText,
    says: "The event's source.",
    required: true,
    example: "shop",
    question: { asks: "Events of which source?" },
  },
  detailType: {
    shape: a.eventText,
    says: "The event's detail-type.",
    required: true,
    example: "OrderPlaced",
    question: { asks: "Which of its events?" },
  },
});

const TRIGGER = keys({
  api: {
    shape: a.text({
      patterns: [API_PATTERN],
      maxLength: LIMITS.apiLength,
      takes: "POST or PUT and a path like /orders",
      explain: invalidApi,
    }),
    says: "A request with the input as its body, e.g. POST /orders.",
    example: "POST /orders",
    question: { asks: "Which request?", rule: "a request" },
  },
  schedule: {
    shape: a.text({
      patterns: [/^(?:rate|cron)\(.+\)$/],
      maxLength: LIMITS.scheduleLength,
      test: (schedule) => scheduleMistake(schedule) === undefined,
      takes: "rate(…) or cron(…)",
      explain: invalidSchedule,
    }),
    says: "rate(1 hour) or cron(0 8 ? * MON-FRI *), in UTC.",
    example: "rate(1 hour)",
    question: { asks: "When?", rule: "a schedule" },
  },
  event: {
    shape: a.mapping(EVENT, { isBlock: true }),
    says: "An event on the default event bus, with the input as its detail.",
    example: "{ source: shop, detailType: OrderPlaced }",
    question: { rule: "an event" },
  },
});

/** A trigger as `workflow.yaml` says it. */
export type TriggerDocument = DocumentOf<typeof TRIGGER>;

const trigger = a.mapping(TRIGGER, {
  id: "trigger",
  takes: "exactly one of api, schedule and event",
  isOneOf: true,
  isBlock: true,
  schema: { minProperties: 1, maxProperties: 1 },
  explain: invalidTrigger,
}) as Shape<TriggerDocument, Trigger>;

const EXPECTED = keys({
  rate: {
    shape: a.rate,
    says: "How often the workflow is started: a number, a slash and s, m, h or d, e.g. 100/s.",
    required: true,
    example: "100/s",
    question: { asks: "How often is the workflow expected to be started?" },
  },
});

/** The keys of `workflow.yaml`, in the order in which they are written. */
export const WORKFLOW = keys({
  name: { ...NAMED.name, says: "The workflow.", example: "order-processing" },
  description: NAMED.description,
  transport: {
    shape: a.choice(TRANSPORTS),
    says: "What carries the work from step to step. Left out: chosen, and the reason printed.",
    example: "state-machine",
    question: {
      asks: "What carries the work between the steps?",
      about: "SQS queues between the functions, or a Step Functions state machine.",
    },
  },
  infrastructure: {
    shape: a.choice(INFRASTRUCTURES),
    says: `What the project is deployed with. Default ${INFRASTRUCTURES[0]}.`,
    default: INFRASTRUCTURES[0],
    example: "cdk",
    question: {
      asks: "What is it deployed with?",
      about: "It makes the queues, functions and alarms in AWS.",
    },
  },
  as: {
    shape: a.choice(PARTS),
    says: "A part to be added to an app that is there: construct of a CDK app, module of a Terraform configuration. Left out: deployed by itself.",
    example: "construct",
  },
  queue: {
    shape: a.mapping(QUEUE, { takes: "fifo: true and groupBy" }),
    says: "Transport queue only: work of one group is done in the order it was started.",
    example: "{ fifo: true, groupBy: input.customerId }",
    question: {
      asks: "Does work have to keep the order in which it came?",
      about: "FIFO queues: first in, first out, in each group by itself.",
    },
  },
  trigger: {
    shape: trigger,
    says: "What starts the workflow: one of api, schedule and event.",
    example: "{ api: POST /orders }",
    question: { asks: "What starts the workflow?" },
  },
  timeout: {
    shape: a.duration({ from: LIMITS.minTimeoutSeconds, to: LIMITS.maxWorkflowSeconds }),
    says: "State machine only: how long the whole workflow may take, up to 365d. Left out: as long as its steps may.",
    field: "timeoutSeconds",
    example: "2h",
  },
  expected: {
    shape: a.mapping(EXPECTED),
    says: "What is expected of the workflow, for unchain explain; it changes nothing that is generated.",
    example: "{ rate: 100/s }",
  },
  steps: {
    shape: a.list(STEP, "a list of at least one step", 1),
    says: "The steps, in the order they run.",
    required: true,
    example: "[{ name: create-order }]",
  },
});

/** A workflow as it is written down: durations as text, defaults left out. */
export interface WorkflowDocument extends DocumentOf<typeof WORKFLOW> {}

/** The whole of `workflow.yaml`. */
export const WORKFLOW_SHAPE = a.mapping(WORKFLOW);
