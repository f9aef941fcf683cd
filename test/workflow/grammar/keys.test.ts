import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { formatDuration } from "../../../src/workflow/duration.ts";
import { issuesIn } from "../../../src/workflow/grammar/issues.ts";
import { type Key, mappingOf, resolved, type Shape } from "../../../src/workflow/grammar/shape.ts";
import { WORKFLOW_SHAPE } from "../../../src/workflow/grammar/workflow-keys.ts";

/** Every key of the table, by the keys that lead to it. */
function entries(shape: Shape, at: string, seen: Set<Shape>): [string, Key][] {
  const here = resolved(shape);
  if (here.kind === "list") return entries(here.of, at, seen);
  const mapping = mappingOf(here);
  if (mapping === undefined || seen.has(mapping)) return [];
  seen.add(mapping);
  return Object.entries(mapping.keys).flatMap(([name, key]) => [
    [`${at}${name}`, key] as [string, Key],
    ...entries(key.shape, `${at}${name}.`, seen),
  ]);
}

const all = entries(WORKFLOW_SHAPE, "", new Set());

describe.each(all)("the key %s", (_, { shape, says, example, default: standard }) => {
  test.skipIf(example.includes("..."))("takes its example", () => {
    expect(issuesIn(shape, parse(example))).toEqual([]);
  });

  test("says what it is, and its default", () => {
    expect(says).toMatch(/\.$/);
    const isSaid = typeof standard === "number" || standard === "full" || standard === "sam";
    const forms = isSaid ? [String(standard), formatDuration(Number(standard))] : [""];
    expect(forms.some((form) => says?.includes(form))).toBe(true);
  });
});
