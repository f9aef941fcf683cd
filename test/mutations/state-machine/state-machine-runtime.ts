import type { Mutation } from "../mutation.ts";
import { infrastructureTest, workflowTest } from "./state-machine-rows.ts";

/** What breaks the code behind a state machine. */
export const stateMachineRuntimeMutations: readonly Mutation[] = [
  ...workflowTest("order", "src/workflow.ts", [
    {
      name: "an error under another name",
      replace: ['override name = "PaymentDeclined"', 'override name = "Declined"'],
      red: /^knows its errors by their names/,
    },
  ]),
  ...workflowTest("nested", "local/data-limit.ts", [
    {
      name: "what all items leave together without a limit",
      replace: ["bytes <= MAX_DATA_BYTES", "bytes <= 9 * MAX_DATA_BYTES"],
      red: /^bags ends the workflow, past every rule/,
    },
    {
      name: "what the items of a map within a map leave together without a limit",
      replace: ["bytes <= MAX_DATA_BYTES", "bytes <= 9 * MAX_DATA_BYTES"],
      red: /^tags ends the workflow, past every rule/,
    },
  ]),
  ...workflowTest("order", "local/simulate.ts", [
    {
      name: "a half undone workflow that seems to have failed with nothing undone",
      replace: ['error ? "compensation-failed"', 'error ? "failed"'],
      red: /^refund-payment leaves the workflow for a person/,
    },
    {
      name: "an account in which as many functions run as want to",
      replace: ["account.running >= account.concurrency", "false"],
      red: /^waits for its turn where more is to run than may/,
    },
  ]),
  ...workflowTest("order", "local/faults.ts", [
    {
      name: "a step that seems to succeed, and whose result is refused",
      replace: ['invocation.done, "failed"', 'invocation.done, "succeeded"'],
      red: /^refund-payment .*when its result is too large/,
    },
  ]),
  ...workflowTest("nested", "local/engine.ts", [
    {
      name: "a redrive that begins where the execution did",
      replace: ["beginningAt(from.state,", "beginningAt(definition.StartAt,"],
      red: /^cancel-hotel goes on with what is left to undo when it is redriven/,
    },
    {
      name: "an end that does not say what was too large",
      replace: ["return tooLarge;", "return undefined;"],
      red: /^bags ends the workflow, past every rule/,
    },
  ]),
  ...workflowTest("nested", "src/runtime/task-handler.ts", [
    {
      name: "an idempotency key that all items share",
      replace: ["`${step.name}${itemPathOf(state)}`", "step.name"],
      red: /^bags runs its steps for each item/,
    },
  ]),
  ...workflowTest("order", "src/functions/create-order.ts", [
    {
      name: "no idempotency guard",
      replace: ['idempotency: "guarded"', 'idempotency: "natural"'],
      red: /^create-order has its effect once/,
    },
    {
      name: "no idempotency guard where its function dies behind it",
      replace: ['idempotency: "guarded"', 'idempotency: "natural"'],
      red: /^create-order has its effect once when its function dies behind it/,
    },
  ]),
  ...workflowTest("every rule", "src/functions/reserve-stock.ts", [
    {
      name: "a guard where none is wanted",
      replace: ['idempotency: "natural"', 'idempotency: "guarded"'],
      red: /^reserve-stock may run twice/,
    },
  ]),
  ...infrastructureTest("order", "src/functions/process-payment.ts", [
    {
      name: "a function that hides a named error",
      replace: ['namedErrors: ["PaymentDeclined"]', "namedErrors: []"],
      red: /^workflow.asl.json 'process-payment' is not retried on the errors its function knows/,
    },
  ]),
  ...workflowTest("order", "src/runtime/task-handler.ts", [
    {
      name: "permanent errors under names the state machine does not know",
      replace: ["throw withoutStack(toStepError(error, namedErrors));", "throw error;"],
      red: /^does not retry a permanent error that no rule names/,
    },
  ]),
  ...workflowTest("order", "src/runtime/idempotency.ts", [
    {
      name: "an idempotency key that all workflows share",
      replace: ["key: id,", "key: step,"],
      red: /^keeps workflows apart/,
    },
    {
      name: "an idempotency key that all steps share",
      replace: ["keyPrefix: work }", 'keyPrefix: "work" }'],
      red: /^runs every step once/,
    },
  ]),
  ...infrastructureTest("order", "src/runtime/idempotency.ts", [
    {
      name: "idempotency records that expire before the work can come back",
      replace: ["(14 + 14) * 24 * 60 * 60", "60 * 60"],
      red: /^what is deployed remembers what was done/,
    },
  ]),
  ...workflowTest("order", "src/runtime/run-step.ts", [
    {
      name: "a state of any size",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^create-order stops the workflow when its result is too large/,
    },
    {
      name: "a result measured without the state around it",
      replace: ['`${JSON.stringify(execution)},"${name}":${json}`', "json"],
      red: /^create-order stops the workflow when its result is too large/,
    },
    {
      name: "an error that does not name the step",
      replace: ["The result of ${name} has", "A result has"],
      red: /^create-order stops the workflow when its result is too large/,
    },
  ]),
  ...workflowTest("nested", "src/runtime/run-step.ts", [
    {
      name: "a state of an item of any size",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^pack leaves it to bags when its result is too large/,
    },
    {
      name: "a result of any size in a map within a map",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^tag leaves it to tags when its result is too large/,
    },
    {
      name: "an answer of any size of what undoes an item",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^unpack leaves the workflow for a person when its result is too large/,
    },
  ]),
  ...workflowTest("keys and choices", "src/runtime/run-step.ts", [
    {
      name: "a state of any size behind a condition over a result",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^charge has everything undone when its result is too large/,
    },
  ]),
  ...workflowTest("keys and choices", "src/runtime/claim-check.ts", [
    {
      name: "one result for all workflows",
      replace: ["`${id}/${step}`", "step"],
      red: /^bind passes on a result of any size, to each workflow its own/,
    },
  ]),
];
