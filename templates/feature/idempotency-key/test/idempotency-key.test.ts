import { IdempotencyAlreadyInProgressError } from "@aws-lambda-powertools/idempotency";
import type { Context } from "aws-lambda";
import { expect, it, vi } from "vitest";
import { MemoryIdempotencyStore } from "../local/simulation.ts";
import { oncePerKey, undoOwn } from "../src/runtime/idempotency-key.ts";
import type { WorkflowState } from "../src/workflow.ts";

const charge = { name: "charge", idempotency: { key: "input.orderId", windowSeconds: 3600 } };
const context = { getRemainingTimeInMillis: () => 30_000 } as Context;
const stateOf = (id: string) =>
  ({ id, input: { orderId: "o-1" }, results: {}, errors: {} }) as unknown as WorkflowState;

it("undoes nothing while another workflow may be at it, and no longer than that", async () => {
  const records = new Map();
  const newStore = () => new MemoryIdempotencyStore(records);
  const undo = () =>
    undoOwn(
      { step: charge.name, idempotency: charge.idempotency },
      stateOf("second"),
      newStore,
      async () => "undone",
    );
  const endless = () => new Promise<never>(() => {});
  void oncePerKey(charge, stateOf("first"), context, newStore, endless);
  await vi.waitUntil(() => records.size > 0);
  await expect(undo()).rejects.toThrow(IdempotencyAlreadyInProgressError);

  const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 31_000);
  expect(await undo()).toBe("undone");
  now.mockRestore();
});
