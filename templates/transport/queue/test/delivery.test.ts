import { SQSClient } from "@aws-sdk/client-sqs";
import type { Context, SQSRecord } from "aws-lambda";
import { expect, it, vi } from "vitest";
import { lambdaFunctions, readSamTemplate } from "../local/deployment.ts";
import { MemoryIdempotencyStore } from "../local/simulation.ts";
import { oncePerWorkflow } from "../src/runtime/idempotency.ts";
import { logger } from "../src/runtime/logger.ts";
import { handleBatch, readMessage, send } from "../src/runtime/messages.ts";
import { failureRouter } from "../src/runtime/routes.ts";
import { toStepError } from "../src/runtime/run-step.ts";
import { awsServices, type Services } from "../src/runtime/services.ts";

const body = JSON.stringify({ id: "local-1", input: {}, results: {}, errors: {} });
const state = readMessage(body);
const record = {
  messageId: "1",
  body,
  attributes: { ApproximateReceiveCount: "1" },
  messageAttributes: {},
} as unknown as SQSRecord;
const context = { getRemainingTimeInMillis: () => 1000 } as Context;

it("sends to the queue that the environment names", async () => {
  vi.stubEnv("QUEUE_URL_NEXT_STEP", "https://queue");
  const request = vi.spyOn(SQSClient.prototype, "send").mockResolvedValue(undefined as never);
  await send(awsServices(), "next-step", state);
  expect(request.mock.calls).toMatchObject([
    [{ input: { QueueUrl: "https://queue", MessageBody: body } }],
  ]);
  request.mockRestore();
  vi.unstubAllEnvs();
});

it.each(["succeeded", "compensated"] as const)("logs which workflow has %s", (outcome) => {
  const info = vi.spyOn(logger, "info");
  awsServices().workflowEnded(state, outcome);
  const said = { workflowId: state.id, outcome };
  expect(info).toHaveBeenCalledWith("The workflow has ended", said);
  info.mockRestore();
});

it("reports a message that failed, so that the function itself does not", async () => {
  const answer = handleBatch({ Records: [record] }, context, awsServices(), async () => {
    throw new Error("not now");
  });
  expect(await answer).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
});

it.each([new Error("x".repeat(500_000)), "x".repeat(500_000)])(
  "takes on no more of an error than a message has room for",
  (error) => {
    const { message } = toStepError(error, []);
    expect(message).toBe(`${"x".repeat(1000)}…`);
  },
);

it("goes on behind a step that did succeed, though SQS gave its message up", async () => {
  const sent: unknown[] = [];
  const records = new Map();
  const services = {
    sqs: { send: async ({ input }: { input: unknown }) => sent.push(input) },
    environment: { QUEUE_URL_NEXT: "https://next", QUEUE_URL_UNDO: "https://undo" },
    newIdempotencyStore: () => new MemoryIdempotencyStore(records),
  } as unknown as Services;
  const store = services.newIdempotencyStore();
  await oncePerWorkflow("pay", state, context, store, async () => ({ result: "paid" }));
  const handler = failureRouter(
    {
      step: "pay",
      key: "pay",
      idempotency: "guarded",
      otherwise: { next: [{ queue: "undo" }], endsAs: "compensated" },
      onSuccess: { next: [{ queue: "next" }], endsAs: "succeeded" },
    },
    () => services,
  );
  await handler({ Records: [record] }, context);
  const MessageBody = JSON.stringify({ ...state, results: { pay: "paid" } });
  expect(sent).toMatchObject([{ QueueUrl: "https://next", MessageBody }]);
});

it.each(lambdaFunctions(readSamTemplate()))("$id takes the routes of its step", async (fn) => {
  const { routes } = await import(`../src/functions/${fn.entry}.ts`);
  if (!routes) return;
  const { step } = await import(`../src/functions/${routes.step}.ts`);
  expect(step).toMatchObject({ name: routes.step, key: routes.key, onSuccess: routes.onSuccess });
  expect(JSON.stringify(step.onFailure)).toContain(`"routedBy":"${fn.entry}"`);
});
