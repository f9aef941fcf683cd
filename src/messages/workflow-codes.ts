import type { CodeTopic } from "./message.ts";

/** The codes of what is wrong with a workflow, or needs attention when it is deployed. */
export const WORKFLOW_CODES: readonly CodeTopic[] = [
  {
    title: "Reading `workflow.yaml`",
    text: "The file is not valid YAML, or not a workflow. No rule is checked until it is.",
    codes: {
      BAD_ALIAS:
        "An alias (`*name`) has no anchor (`&name`) before it, or aliases repeat too much.",
      DUPLICATE_KEY:
        "A mapping has a key twice, e.g. two lines `timeout:` in one step. Remove one.",
      EMPTY_FILE: "The file has no workflow.",
      MULTIPLE_DOCUMENTS: "The file has more than one YAML document.",
      NOT_UTF8: "The file is not UTF-8.",
      TOO_LARGE: "The file is larger than 1 MiB.",
      YAML_SYNTAX: "The file is not valid YAML at this place.",
    },
  },
  {
    title: "Keys and values of `workflow.yaml`",
    text: "`unchain schema` prints a JSON Schema, with which an editor reports most of these while you type.",
    codes: {
      CONDITION_MIXED:
        "A condition has more than one comparison, or a comparison beside `all`, `any` or `not`.",
      EMPTY_LIST: "A list needs at least one entry: `steps: []` does nothing.",
      FORMS_MIXED: "A step has keys of two forms. It is either a task, or one of the other forms.",
      INVALID_DESCRIPTION: "A description is one line of text.",
      INVALID_DURATION: "A duration is a number and a unit: `30s`, `5m`, `2h`, `1d`.",
      INVALID_ERROR_NAME:
        "The name of an error becomes a class in TypeScript: `PaymentDeclined`, not `payment-declined`.",
      INVALID_GROUP: "`groupBy` is a path into the input: `input.customerId`.",
      INVALID_KEY:
        "A key is a path into the input or the results: `input.orderId`, `results.createOrder.orderId`.",
      INVALID_MEMORY: "An amount of memory is a number of MB: `512`.",
      INVALID_NAME: "A name has lower case letters, digits and hyphens: `process-payment`.",
      INVALID_RATE: "A rate is a number and a unit: `100/s`, `20/m`, `5/h`, `2/d`.",
      INVALID_VALUE:
        "A key takes one of a few values, and this is another one: `onFailure: compensate`, not `onFailure: undo`.",
      KEY_NOT_ALLOWED: "The key exists, but not here: a `wait` has no `timeout`.",
      LIST_TOO_SHORT: "A list needs more entries: `parallel` has at least two branches.",
      MISSING_KEY: "A required key is missing: each step has a `name`.",
      NAME_TOO_LONG: "A name is longer than AWS allows for what is called like it.",
      NOT_A_MAPPING:
        "Keys and values are needed here: `name: order-processing`, not only `order-processing`.",
      OTHERWISE_NOT_LAST: "Branches after `otherwise` would never be taken.",
      UNKNOWN_KEY:
        "There is no such key: `retires: { maxAttempts: 3 }` should be `retry: { maxAttempts: 3 }`. The message names the key that is likely meant, or all that are allowed there.",
      WRONG_TYPE:
        "The value has another type than the key takes: `maxAttempts: 5`, not `maxAttempts: five`.",
    },
  },
  {
    title: "Limits of AWS",
    text: "The workflow is valid, but AWS would reject what would be deployed.",
    codes: {
      DEFINITION_TOO_LARGE:
        "The definition of the state machine is larger than Step Functions allows.",
      ENVIRONMENT_TOO_LARGE: "A function would need more environment variables than Lambda allows.",
      ROLE_POLICY_TOO_LARGE: "A role would need a larger policy than IAM allows.",
      TOO_MANY_RESOURCES: "The stack would have more resources than CloudFormation allows.",
    },
  },
  {
    title: "Warnings about a workflow",
    text: "The workflow is valid and is generated. In some runs it may do something that you do not expect.",
    codes: {
      BRANCH_NEVER_TAKEN: "No input can lead to this branch.",
      BRANCH_WITHOUT_TEST:
        "No input that leads to this branch was found, so that no generated test covers it.",
      HISTORY_FULL_OF_ITEMS:
        "If every retry of a long list is needed, the execution reaches the maximum of its history and ends with nothing undone.",
      HISTORY_FULL_OF_RETRIES:
        "If every retry is needed, the execution reaches the maximum of its history and ends with nothing undone.",
      LENGTH_IN_CONDITION: "A condition reads `length`. Lists have none in JSON.",
      MAP_ABOVE_CONCURRENCY:
        "A map works on more items at once than the concurrency of a step inside allows. The others are throttled and retried.",
      RESERVES_CONCURRENCY: "The deployment reserves concurrency, which your account must have.",
      STEP_WITHOUT_TEST:
        "No input that leads to this step was found, so that no generated test covers it.",
      TIMEOUT_CUTS_SHORT:
        "The timeout of the workflow ends an execution while its steps still have retries left.",
    },
  },
  {
    title: "Changes of what is deployed",
    text: "The next deployment affects messages or executions in progress. The message says what to do before it; Unchain prints it if the project may already be deployed.",
    codes: {
      CHANGED_API: "Requests of the API change. Callers get 404 for the old ones.",
      CHANGED_GROUPS:
        "Order is kept by another value. Between old and new messages it is not kept.",
      CHANGED_INFRASTRUCTURE:
        "Another tool deploys the workflow. It takes over nothing that is deployed.",
      CHANGED_KEY:
        "The key of a step changes. Earlier work is not recognized by the new key and may be repeated.",
      CHANGED_ROLE:
        "A step becomes a compensation, or a compensation a step, while messages wait for it.",
      CHANGED_START_QUEUE: "Workflows start in another queue.",
      CHANGED_TRANSPORT:
        "Queues replace the state machine, or the other way round. Work in progress does not move.",
      CHANGED_WINDOW: "The window of a key changes. Earlier work keeps the old window.",
      CLAIM_NOT_REDEEMED:
        "A step loses its claim check. Messages in progress still contain references to S3, which the new code does not load.",
      EXECUTIONS_KEEP_DEFINITION:
        "Running executions continue with the old definition and the old code.",
      FEWER_TRIES:
        "A step gets fewer tries. Messages that already had more fail at their next try.",
      KEPT_ANSWER_TIME: "Open requests for an answer keep the old time limit.",
      NEW_STACK: "The workflow has a new name, so that the next deployment creates a new stack.",
      REMOVED_API: "The next deployment deletes the API.",
      REMOVED_APPROVALS: "The next deployment deletes the table with the tokens of open requests.",
      REMOVED_FUNCTIONS:
        "The next deployment deletes functions that running executions may still call.",
      REMOVED_QUEUES:
        "Queues leave the stack with their messages, and no function reads from them.",
      REMOVED_TRIGGER: "The queue of failed starts leaves the stack.",
      REPLACED_QUEUES:
        "FIFO queues replace standard queues, or the other way round. Messages stay in the old ones.",
      SHARED_CLAIM_NOT_REDEEMED:
        "A step loses its claim check, but workflows with the same key may still get a reference to S3.",
      SHARED_RESULT_UNDONE:
        "A step loses its key. Undoing a workflow may undo the result of another workflow that shared it.",
      STEP_PASSED_OVER:
        "Messages in progress have already passed the place of a new step, and skip it.",
      STEP_REPEATED: "The order of steps changes. Messages in progress run a step a second time.",
      WITHDRAWN_APPROVALS:
        "Functions lose the permission to keep tokens. Running executions that come to ask fail.",
      WITHDRAWN_CLAIM_CHECKS:
        "Functions lose the permission to use results in S3. Running executions fail there.",
      WITHDRAWN_PERMISSION:
        "Functions lose the permission to use the idempotency table. Running executions fail there.",
    },
  },
];
