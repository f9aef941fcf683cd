import type { Mutation } from "../mutation.ts";
import { runtimeTest } from "./queue-rows.ts";

/** What breaks what the tests of the runtime of queues look at. */
export const queueRuntimeMutations: readonly Mutation[] = [
  ...runtimeTest("order", "src/runtime/services.ts", [
    {
      name: "the end of a workflow that is not logged",
      replace: ["workflowId: id, outcome", "workflowId: id"],
      red: /^logs which workflow has ended as compensated/,
    },
    {
      name: "queues that no environment names",
      replace: ["environment: process.env", "environment: {}"],
      red: /^sends to the queue that the environment names/,
    },
  ]),
  ...(["order", "in order"] as const).flatMap((workflow) =>
    runtimeTest(workflow, "local/queues.ts", [
      {
        name: `a redrive that drops what was sent along (${workflow})`,
        replace: ["MessageAttributes: asSent(messageAttributes)", "MessageAttributes: {}"],
        red: /^redrives a message as a new one/,
      },
    ]),
  ),
  ...runtimeTest("order", "src/runtime/messages.ts", [
    {
      name: "a message that fails the function",
      replace: ["throwOnFullBatchFailure: false", "throwOnFullBatchFailure: true"],
      red: /^reports a message that failed/,
    },
  ]),
  ...runtimeTest("order", "src/runtime/run-step.ts", [
    {
      name: "errors of any size",
      replace: ["MAX_MESSAGE = 1000", "MAX_MESSAGE = 1_000_000"],
      red: /^takes on no more of an error than a message has room for/,
    },
    {
      name: "something thrown that is no error, of any size",
      replace: ["message: shortened(message)", "message"],
      red: /^takes on no more of an error than a message has room for/,
    },
  ]),
  ...(["order", "in order"] as const).flatMap((workflow) =>
    runtimeTest(workflow, "src/runtime/messages.ts", [
      {
        name: `failures that are logged nowhere (${workflow})`,
        replace: ["!(error instanceof ShowAgain)", "error === undefined"],
        red: /^reports a message that failed, so that the function itself does not, and logs why/,
      },
    ]),
  ),
  ...runtimeTest("order", "src/runtime/queue-step.ts", [
    {
      name: "a message that is lost where its step cannot go on",
      replace: ["settlement.result));\n", "settlement.result)).catch(() => {});\n"],
      red: /^logs once that a step cannot send on/,
    },
    {
      name: "a table that is silent taken for a failure of the step",
      replace: [
        "if (!(thrown instanceof FailedTry)) return undefined;",
        "if (!(thrown instanceof FailedTry)) return toStepError(thrown, namedErrors);",
      ],
      red: /^logs once that a step cannot reach its table/,
    },
    {
      name: "deliveries counted as tries",
      replace: [
        "const { count, lastBegan = 0 } =",
        "const count = Number(record.attributes.ApproximateReceiveCount);\n    const { lastBegan = 0 } =",
      ],
      red: /^counts no delivery that led to no try/,
    },
    {
      name: "tries that what is redriven has had already",
      replace: ["#${redrives}`", "`"],
      red: /^counts the tries of what is redriven anew/,
    },
    {
      name: "a redrive that is forgotten where work is put back",
      replace: ["{ delaySeconds, redrives }", "{ delaySeconds }"],
      red: /^counts the tries of what is redriven anew/,
    },
  ]),
  ...runtimeTest("order", "src/runtime/tries.ts", [
    {
      name: "tries that are counted for ever",
      replace: [", expiration = :expiration", ""],
      red: /^counts tries in the table that the environment names/,
    },
    {
      name: "tries of which each is the first",
      replace: ["1 + Number(Attributes.tries?.N ?? 0)", "1"],
      red: /^counts tries in the table that the environment names/,
    },
  ]),
];
