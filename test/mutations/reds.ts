/** Tests of generated projects that turn red for many kinds of mutations. */

export const RUNS = /^runs every step once/;
export const USES_QUEUE = /^queues 'create-order' may use its queue and send/;
export const TAKES = /^queues 'create-order' takes every message/;
export const AT_ONCE = /^queues 'create-order' takes no more at once/;
export const DEAD_LETTER_ALARM =
  /^queues 'create-order-dlq' keeps messages for 14 days, with an alarm/;
export const LATE = /^queues work that waits too long for 'create-order' raises an alarm/;
export const NOT_HANDLED = /^queues counts the messages that could not be handled/;
export const KEEPS_ORDER = /^queues 'book-entry' keeps order/;

export const OBSERVED = /^what is deployed 'create-order' is limited, traced and logged/;
export const USES_TABLE = /^what is deployed 'create-order' may use the idempotency table/;
export const REMEMBERS = /^what is deployed remembers what was done/;
export const TABLE_ALARM = /^what is deployed 'idempotency' raises an alarm/;
export const COMPENSATED =
  /^what is deployed raises an alarm when so many workflows are compensated/;
export const SOMEBODY = /^what is deployed alarms somebody/;
export const KEEPS_RESULT = /^what is deployed 'render-invoice' may keep its result/;
export const GETS_RESULT = /^what is deployed 'charge-card' may keep its result/;

export const LOGGED = /^the state machine is traced, and logs every event/;
export const MAY_INVOKE = /^the state machine may invoke the functions behind its tasks/;
export const VERSIONS = /^workflow.asl.json knows the published version behind every task/;
export const HALF_UNDONE = /^the state machine fails with '?refund-payment'?, and an alarm says so/;
export const COUNTS_COMPENSATED = /^the state machine counts what is Compensated in its log/;

export const BY_REQUEST = /is a request to an API/;
export const ONLY_STARTS = /may start the state machine and read what it started, and nothing else/;
export const ANSWERED = /can be answered where a step asks, with a permission of IAM/;
export const STARTS_FAIL = /that failed for good waits 14 days/;
export const BY_EVENT = /follows this kind of event/;
export const BY_SCHEDULE = /follows the schedule/;
