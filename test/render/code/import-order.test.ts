import { expect, test } from "vitest";
import { importOrder } from "../../../src/render/code/import-order.ts";

test("steps are imported in the order in which Biome sorts imports", () => {
  const sorted = [
    ...["a", "a-1", "a-2", "a-10", "a-b", "a-b-2", "a-b-10", "a-b1", "a0", "a1", "a1-1", "a1-b"],
    ...["a1b", "a2", "a9b", "a00", "a01", "a10", "a11", "a001", "ab", "b", "x9z9", "x01ca1c"],
  ];
  expect(sorted.toReversed().toSorted(importOrder)).toEqual(sorted);
  expect(importOrder("a", "a")).toBe(0);
});
