import { expect, test } from "vitest";
import type { Change } from "../../src/project/changes.ts";
import { orUnresolved, unresolvedMarker } from "../../src/project/unresolved.ts";

test("a marker that is left is found, one in the middle of a line is not", () => {
  expect(unresolvedMarker("a\n<<<<<<< yours\n")).toBe(2);
  expect(unresolvedMarker("a\r\n<<<<<<< yours\r\n")).toBe(2);
  expect(unresolvedMarker("a\n\n<<<<<<< HEAD\n=======\n>>>>>>> main\n")).toBe(3);
  expect(unresolvedMarker("\ufeff<<<<<<< yours\n")).toBe(1);
  expect(unresolvedMarker("see <<<<<<< yours\n")).toBeUndefined();
});

test("a generated file with a marker is a conflict, a file of the user's own is theirs", () => {
  const kept: Change = { path: "a", action: "keep", owner: "managed", before: "<<<<<<< yours\n" };
  expect(orUnresolved(kept)).toMatchObject({ action: "conflict", unresolvedLine: 1 });
  const yours: Change = { ...kept, owner: "yours" };
  expect(orUnresolved(yours)).toBe(yours);
});
