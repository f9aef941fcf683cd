import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import {
  COMPENSATED,
  DEAD_LETTER_ALARM,
  LATE,
  NOT_HANDLED,
  SOMEBODY,
  TABLE_ALARM,
} from "../reds.ts";

const order = rowsOf("cdk", "queue", "order");
const AT_ONCE_ON_FAILED = /^queues raises an alarm at once on an end as Failed/;
const WAITING = "queue.metricApproximateNumberOfMessagesVisible(minutely)";

const alarms: readonly Mutation[] = [
  ...order("constructs.ts", [
    [
      "alarms that go off when all is well",
      "GREATER_THAN_THRESHOLD",
      "LESS_THAN_THRESHOLD",
      DEAD_LETTER_ALARM,
    ],
    ["alarms that go off when nothing happens", "NOT_BREACHING", "BREACHING", DEAD_LETTER_ALARM],
    ["alarms that look at a day, not at a minute", "minutes(1)", "days(1)", DEAD_LETTER_ALARM],
    [
      "alarms that wait for an hour of it",
      "evaluationPeriods: 1",
      "evaluationPeriods: 60",
      DEAD_LETTER_ALARM,
    ],
    [
      "alarms on a metric that is not there",
      "namespace: this.prefix",
      'namespace: "own"',
      AT_ONCE_ON_FAILED,
    ],
    ["an alarm that nobody hears", "this.addAlarmAction(", "void (", DEAD_LETTER_ALARM],
    [
      "an alarm that goes off at the eleventh dead letter",
      "props.threshold ?? 0",
      "props.threshold ?? 10",
      DEAD_LETTER_ALARM,
    ],
    [
      "alarms as plain text",
      "enforceSSL: true",
      "enforceSSL: false",
      /^what is deployed 'alarms' refuses plain text/,
    ],
    [
      "a topic that no alarm may publish to",
      "cloudwatch.amazonaws.com",
      "events.amazonaws.com",
      SOMEBODY,
    ],
    [
      "alarms that are mailed to nobody",
      "new EmailSubscription(props.alarmEmail)",
      'new EmailSubscription("nobody@example.com")',
      SOMEBODY,
    ],
  ]),
  ...order("workflow-queue.ts", [
    [
      "no alarm on a dead-letter queue",
      WAITING,
      "queue.metricApproximateNumberOfMessagesNotVisible(minutely)",
      DEAD_LETTER_ALARM,
    ],
    [
      "an alarm on the address of a queue, not on its name",
      WAITING,
      "queue.metricApproximateNumberOfMessagesVisible({ ...minutely, dimensionsMap: { QueueName: queue.queueUrl } })",
      DEAD_LETTER_ALARM,
    ],
  ]),
  ...order("queue-step.ts", [
    [
      "no alarm on work that waits",
      "metricApproximateAgeOfOldestMessage",
      "metricNumberOfMessagesSent",
      LATE,
    ],
    [
      "throttles unheard",
      "metricThrottles",
      "metricErrors",
      /^queues throttles of 'create-invoice' raise an alarm/,
    ],
  ]),
  ...order("workflow.ts", [
    ["an alarm on work that waits when it has expired", "minutes(16)", "minutes(160000)", LATE],
  ]),
  ...rowsOf(
    "cdk",
    "queue",
    "branches",
  )("workflow.ts", [
    [
      "an alarm on work that is held back on purpose",
      "minutes(31)",
      "minutes(16)",
      /^queues work that waits too long for 'look-up' raises an alarm/,
      '"look-up"',
    ],
  ]),
  ...order("tables.ts", [
    [
      "a table that is throttled unheard",
      '"ThrottledRequests"',
      '"ReadThrottleEvents"',
      TABLE_ALARM,
    ],
    [
      "errors of the table that are looked for where there are none",
      'Operation: "UpdateItem"',
      'Operation: "Query"',
      TABLE_ALARM,
    ],
  ]),
  ...order("ends.ts", [
    ["a filter that counts nothing", "could not be handled", "was handled", NOT_HANDLED],
    ["an alarm on what nobody counts", 'metric("MessagesNotHandled"', 'metric("Own"', NOT_HANDLED],
    ["failed workflows that nobody hears of", 'metric("Failed"', 'metric("Own"', AT_ONCE_ON_FAILED],
    [
      "failed compensations that nobody hears of",
      'metric("CompensationFailed"',
      'metric("Compensated"',
      /^queues raises an alarm at once on an end as CompensationFailed/,
    ],
    ["an alarm on a single compensated workflow", "IF(ends >= 5, share, 0)", "share", COMPENSATED],
    [
      "an alarm on every compensated workflow",
      "compensatedShare = 0.5",
      "compensatedShare = 0",
      COMPENSATED,
    ],
    [
      "a share that is more than all",
      "compensatedShare = 0.5",
      "compensatedShare = 50",
      COMPENSATED,
    ],
    [
      "compensated workflows that are compared within a minute",
      "minutes(15)",
      "minutes(1)",
      COMPENSATED,
    ],
  ]),
];

const dashboard: readonly Mutation[] = order("dashboard.ts", [
  [
    "a dashboard that the stack of another region has too",
    "-${Stack.of(scope).region}",
    "",
    /^the dashboard has a name of its own in each region/,
  ],
  [
    "a step that is not on the dashboard",
    "functions.map((fn) => fn.metricThrottles",
    "functions.slice(1).map((fn) => fn.metricThrottles",
    /^the dashboard shows the function 'create-order'/,
  ],
  [
    "a dead-letter queue that is not on the dashboard",
    "deadLetterQueues.map(",
    "queues.map(",
    /^the dashboard shows the queue 'create-invoice-dlq'/,
  ],
  [
    "dead letters among the messages that wait",
    "queues.map(",
    "deadLetterQueues.map(",
    /^the dashboard shows the queue 'create-invoice-dlq'/,
    '"Messages that wait"',
  ],
]);

const stack: readonly Mutation[] = [
  ...order(
    "stack.ts",
    [
      [
        "one stack for all stages",
        "stage ? `${NAME}-${stage}` : NAME",
        "NAME",
        /is named after the workflow, and the stage of the context/,
      ],
      [
        "alarms that nobody hears if there is somebody",
        'alarmEmail: app.node.tryGetContext("alarmEmail"),',
        "",
        /mails alarms to whom the context names/,
      ],
      [
        "a share of compensated workflows that nobody can set",
        "compensatedShare: share === undefined ? undefined : Number(share),",
        "",
        /raises an alarm at the share of compensated workflows/,
      ],
    ],
    "app",
  ),
  ...order(
    "constructs.ts",
    [
      [
        "a policy of AWS that nobody gave a reason for",
        '"IAM4[Policy", [managedPolicyArn]',
        '"IAM4[Policy", []',
        /is as cdk-nag wants it/,
      ],
      [
        "a role that the stack of another region has too",
        "this.entry = entry;",
        'this.entry = entry;\n(this.role as any).node.defaultChild.addPropertyOverride("RoleName", entry);',
        /^the stack gives no role a name/,
      ],
    ],
    "app",
  ),
  ...order(
    "tables.ts",
    [
      [
        "a table that stays where the stack could not be created",
        "RETAIN_ON_UPDATE_OR_DELETE",
        "RETAIN",
        /^the stack leaves nothing where it could not be created/,
      ],
    ],
    "app",
  ),
];

/** What breaks alarms and dashboards that CDK deploys, and the stack they are in. */
export const cdkAlarmMutations: readonly Mutation[] = [...alarms, ...dashboard, ...stack];
