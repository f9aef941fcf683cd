import type { Mutation } from "../mutation.ts";
import { infrastructureTest, workflowTest } from "./queue-rows.ts";

/** What breaks how a message is handled. */
export const queueHandlingMutations: readonly Mutation[] = [
  ...workflowTest("order", "src/runtime/queue-step.ts", [
    {
      name: "a failure that takes its route without a word",
      replace: [
        '    logger.error("The step failed for good and takes its failure route", settlement);\n',
        "",
      ],
      red: /^logs why process-payment failed for good/,
    },
    {
      name: "a failure that waits without a word",
      replace: [
        '  logger.error("The step failed for good and waits to be redriven", settlement);\n',
        "",
      ],
      red: /^logs why create-order failed for good/,
    },
  ]),
  ...infrastructureTest("order", "src/runtime/idempotency.ts", [
    {
      name: "idempotency records that expire before the work can come back",
      replace: ["(14 + 14) * 24 * 60 * 60", "60 * 60"],
      red: /^what is deployed remembers what was done/,
    },
  ]),

  ...workflowTest("every rule", "src/runtime/queue-step.ts", [
    {
      name: "routes that ignore the error's name",
      replace: ["onFailure.byError?.[name] ?? onFailure.otherwise", "onFailure.otherwise"],
      red: /^charge-card is passed over at once on BankClosed/,
    },
    {
      name: "another way the second time",
      replace: ["return { failed };\n      throw", "void failed;\n      throw"],
      red: /^notify-customer takes its failure route, and no other, when its function dies behind it/,
    },
    {
      name: "an error that is not noted",
      replace: ["withError(state, step.key, error)", "state"],
      red: /^check-fraud is passed over when it crashes on every try/,
    },
    {
      name: "a try that ended without an answer and is not counted",
      replace: ["await services.tries.begin(triesKey)", "{ count: 1 }"],
      red: /^check-fraud is passed over when it crashes on every try/,
    },
    {
      name: "a step that is safe to repeat and failed because its queue never heard of it",
      replace: ['if (step.idempotency === "natural") await services.tries.takeBack(triesKey);', ""],
      red: /^reserve-stock may run twice/,
    },
    {
      name: "a try that may be under way taken for one without an answer",
      replace: ['step.idempotency !== "natural" || !mayBeUnderWay', "mayBeUnderWay !== null"],
      red: /^reserve-stock may run twice/,
    },
    {
      name: "delays without a limit, in the code",
      replace: ["Math.min(backoff, retry.maxDelaySeconds)", "backoff"],
      red: /^charge-card is retried 3 times/,
    },
    {
      name: "back-off from the first retry",
      replace: ["(failedTries - 1)", "failedTries"],
      red: /^charge-card is retried 3 times/,
    },
  ]),
  ...workflowTest("order", "src/runtime/queue-step.ts", [
    {
      name: "permanent errors that are retried",
      replace: ['["PermanentError", "ResultTooLarge", ...namedErrors]', "namedErrors"],
      red: /^create-order stops the workflow at once on a permanent error/,
    },
    {
      name: "named errors that are retried",
      replace: ['["PermanentError", "ResultTooLarge", ...namedErrors]', '["PermanentError"]'],
      red: /^process-payment has everything undone at once on PaymentDeclined/,
    },
    {
      name: "a last try whose error is lost",
      replace: ["tries > retry.maxAttempts", "tries > retry.maxAttempts + 1"],
      red: /^create-order stops the workflow when its retries are exhausted/,
    },
    {
      name: "work that is not sent on",
      replace: ["return goOn(services, step.onSuccess,", "return void (services, step.onSuccess,"],
      red: /^runs every step once/,
    },
    {
      name: "retries that wait for the visibility timeout",
      replace: ["await retryAfter(services, step.name, record.receiptHandle, delaySeconds);", ""],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "a duplicate that is dropped while the step runs",
      replace: ["return send(services, step.name, state, { delaySeconds, redrives });", "return;"],
      red: /^create-order puts a second delivery back/,
    },
    {
      name: "a dead letter that does not say why",
      replace: [
        "send(services, route.waitsIn, state, { error, redrives: redrives + 1 })",
        "send(services, route.waitsIn, state)",
      ],
      red: /^create-order stops the workflow when its retries are exhausted/,
    },
  ]),
  ...workflowTest("every rule", "src/runtime/routes.ts", [
    {
      name: "compensations of what was not tried",
      replace: ["ifTried === undefined || tried(state, ifTried)", "ifTried !== null"],
      red: /^print-label has everything undone/,
    },
    {
      name: "no compensation of a fallback that failed",
      replace: [" || Object.hasOwn(errors, key)", ""],
      red: /^print-label has send-bill undone too where it failed/,
    },
  ]),
  ...workflowTest("branches", "src/runtime/condition.ts", [
    {
      name: "all as any",
      replace: ["condition.all.every", "condition.all.some"],
      red: /^kind takes the last branch where no condition holds/,
    },
    {
      name: "not as it is",
      replace: ["return !holds(condition.not", "return holds(condition.not"],
      red: /^kind takes branch 2/,
    },
    {
      name: "an error that nobody sees",
      replace: ["(found !== undefined) === value", "(found === undefined) === value"],
      red: /^reached takes branch 1 where errors.call is there/,
    },
  ]),
  ...workflowTest("branches", "src/runtime/routes.ts", [
    {
      name: "conditions that nobody looks at",
      replace: ["when === undefined || holds(when, state)", "when !== null"],
      red: /^kind takes/,
    },
    {
      name: "a delay that is not passed on",
      replace: ["{ delaySeconds }", "{ delaySeconds: 0 }"],
      red: /^grace lasts 15m/,
    },
  ]),
  ...workflowTest("order", "src/runtime/messages.ts", [
    {
      name: "results of earlier steps that are lost",
      replace: ["{ ...state.results, [key]: result }", "{ [key]: result }"],
      red: /^runs every step once/,
    },
  ]),
  ...workflowTest("order", "src/runtime/run-step.ts", [
    {
      name: "permanent errors under names that no rule knows",
      replace: ['isUnnamed ? "PermanentError" : name', "name"],
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
];
