import { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import { expect, it, vi } from "vitest";
import { simulate } from "../local/simulate.ts";
import { MemoryIdempotencyStore } from "../local/simulation.ts";
import { oncePerWorkflow, settings } from "../src/runtime/idempotency.ts";
import { readExecutionState, taskHandler } from "../src/runtime/task-handler.ts";
import { PermanentError } from "../src/workflow.ts";

it("gives a step the message of an error without the JSON that Lambda puts it in", () => {
  const caught = { Error: "Declined", Cause: JSON.stringify({ errorMessage: "No money." }) };
  const execution = { id: "local-1", input: {}, results: {}, errors: { pay: caught } };
  const { errors } = readExecutionState(execution);
  expect(errors).toEqual({ pay: { name: "Declined", message: "No money." } });
});

/**
 * Returns what the state machine gets of what a step throws; `Declined` is an error that it has a route for.
 */
function caught(thrown: unknown): Promise<Error> {
  const run = () => Promise.reject(thrown);
  const pay = { name: "pay", run, idempotency: "guarded", namedErrors: ["Declined"] } as const;
  const handler = taskHandler(pay, () => new MemoryIdempotencyStore(new Map()));
  const execution = { id: "local-1", input: {}, results: {}, errors: {} };
  const context = { getRemainingTimeInMillis: () => 1000 } as Context;
  return handler(execution, context).then(
    () => expect.unreachable(),
    (error) => error,
  );
}

it("keeps the text of what is thrown and is no error", async () => {
  expect(await caught("No money.")).toMatchObject({ name: "string", message: "No money." });
});

class Declined extends PermanentError {
  override name = "Declined";
}

const long = `${"x".repeat(999)}😀${"x".repeat(500_000)}`;

it.each([new Error(long), new PermanentError(long), new Declined(long)])(
  "logs $name whole and once, and passes it on without its stack and the rest of its message",
  async (thrown) => {
    const log = vi.spyOn(Logger.prototype, "error");
    const { name, message, stack } = await caught(thrown);
    expect({ name, stack }).toEqual({ name: thrown.name, stack: "" });
    expect(message).toBe(`${"x".repeat(999)}…`);
    expect(log.mock.calls).toEqual([[expect.any(String), { error: thrown }]]);
    log.mockRestore();
  },
);

it("holds work that was begun without an end, as the table does", async () => {
  const store = new MemoryIdempotencyStore(new Map());
  store.configure(settings({ work: "pay", key: "local-1", expiresAfterSeconds: 60 }));
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  await store.saveInProgress("local-1", -1);
  await store.saveInProgress("local-1");
  warn.mockRestore();
  await expect(store.saveInProgress("local-1", 1000)).rejects.toThrow("The record exists.");
});

it("gives work an end that is begun when no time is left", async () => {
  const records = new Map();
  const execution = { id: "local-1", input: {}, results: {}, errors: {} };
  const pay = (remaining: number, work: () => Promise<string>) => {
    const context = { getRemainingTimeInMillis: () => remaining } as Context;
    const store = new MemoryIdempotencyStore(records);
    return oncePerWorkflow("pay", readExecutionState(execution), context, store, work);
  };
  void pay(0, () => new Promise(() => {}));
  await vi.waitFor(async () => expect(await pay(1000, async () => "paid")).toBe("paid"));
});

it("ends with more data than a state may have, past every step and rule", async () => {
  const input = JSON.parse(JSON.stringify({ text: "x".repeat(256 * 1024 - 20) }));
  const { status, error, events } = await simulate({ input });
  expect(status).toBe("failed");
  expect(error?.name).toBe("States.DataLimitExceeded");
  expect(events).toEqual([]);
});

it("stops a run that goes round for ever, and says where", async () => {
  const endless = simulate({ input: JSON.parse("{}"), maxVisits: 0 });
  await expect(endless).rejects.toThrow(/goes round for ever: it has come to the state .+ more/);
});
