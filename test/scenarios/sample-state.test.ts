import { expect, test } from "vitest";
import { sampleState } from "../../src/scenarios/sample-state.ts";
import { checked } from "../plan/checked.ts";

test("has every idempotency key, in objects and lists", () => {
  const workflow = checked([
    { name: "create-order", idempotency: { key: "input.order.id" } },
    { name: "b", idempotency: { key: "results.createOrder.lines[1].sku" } },
    { name: "c", idempotency: { key: "input.order.lines[0]" } },
    { name: "d", idempotency: { key: "input.constructor.name" } },
    { name: "e" },
  ]);
  expect(sampleState(workflow, "1")).toEqual({
    input: { order: { id: "1", lines: ["1"] }, constructor: { name: "1" } },
    results: { createOrder: { lines: [{}, { sku: "1" }] } },
  });
});

test("is put into the input that is there, and takes nothing away from it", () => {
  const workflow = checked([
    { name: "a", idempotency: { key: "input.order.id" } },
    { name: "b", idempotency: { key: "input.order.lines[0].sku" } },
    { name: "c", idempotency: { key: "input.customer" } },
  ]);
  const input = { order: { total: 7, lines: [{ gift: true }] }, customer: "ada" };
  expect(sampleState(workflow, "1", input).input).toEqual({
    order: { id: "1", total: 7, lines: [{ gift: true, sku: "1" }] },
    customer: "ada",
  });
  expect(input.order).toEqual({ total: 7, lines: [{ gift: true }] });
});
