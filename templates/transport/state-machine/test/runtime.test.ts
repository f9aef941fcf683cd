import type { Context } from "aws-lambda";
import { expect, it } from "vitest";
import { simulate } from "../local/simulate.ts";
import { MemoryIdempotencyStore } from "../local/simulation.ts";
import { readExecutionState, taskHandler } from "../src/runtime/task-handler.ts";

it("gives a step the message of an error without the JSON that Lambda puts it in", () => {
  const caught = { Error: "Declined", Cause: JSON.stringify({ errorMessage: "No money." }) };
  const execution = { id: "local-1", input: {}, results: {}, errors: { pay: caught } };
  const { errors } = readExecutionState(execution);
  expect(errors).toEqual({ pay: { name: "Declined", message: "No money." } });
});

it("keeps the text of what is thrown and is no error", async () => {
  const run = () => Promise.reject("No money.");
  const pay = { name: "pay", run, idempotency: "guarded", namedErrors: [] } as const;
  const handler = taskHandler(pay, () => new MemoryIdempotencyStore(new Map()));
  const execution = { id: "local-1", input: {}, results: {}, errors: {} };
  const context = { getRemainingTimeInMillis: () => 1000 } as Context;
  const error = { name: "string", message: "No money." };
  await expect(handler(execution, context)).rejects.toMatchObject(error);
});

it("stops a run that goes round for ever, and says where", async () => {
  const endless = simulate({ input: JSON.parse("{}"), maxVisits: 0 });
  await expect(endless).rejects.toThrow(/goes round for ever: it has come to the state .+ more/);
});
