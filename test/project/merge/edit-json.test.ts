import fc from "fast-check";
import { expect, test } from "vitest";
import { editJson, type JsonEdit } from "../../../src/project/merge/edit-json.ts";

const keys = fc.constantFrom("a", "b", "c", "__proto__", "constructor", "");
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(1, "x", "a, b", "}", null, true),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.array(fc.tuple(keys, tie("value")), { maxLength: 4 }).map(Object.fromEntries),
}));

const holdersOf = (
  value: unknown,
  path: readonly (string | number)[] = [],
): (string | number)[][] =>
  typeof value !== "object" || value === null
    ? []
    : [
        ...(Array.isArray(value) ? [] : [[...path]]),
        ...Object.entries(value).flatMap(([key, inner]) =>
          holdersOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ];

/** Makes edits one by one, in the value. */
function edited(value: unknown, edits: readonly JsonEdit[]): unknown {
  const copy = JSON.parse(JSON.stringify(value));
  for (const { path, value: news } of edits) {
    const holder = path.slice(0, -1).reduce<unknown>((at, part) => Object(at)[part], copy);
    const key = path.at(-1) as string;
    if (news === undefined) delete (holder as Record<string, unknown>)[key];
    else Object.defineProperty(holder, key, { value: news, enumerable: true, configurable: true });
  }
  return copy;
}

test("what is edited is what a document then says, however it is laid out", () => {
  fc.assert(
    fc.property(
      values.object,
      fc.array(fc.tuple(fc.nat(), keys, fc.option(values.value, { nil: undefined })), {
        maxLength: 5,
      }),
      fc.constantFrom(0, 2, "\t"),
      (value, wishes, unit) => {
        const holders = holdersOf(JSON.parse(JSON.stringify(value)));
        const seen = new Set<string>();
        const edits = wishes.flatMap(([at, key, news]): JsonEdit[] => {
          const path = [...(holders[at % holders.length] ?? []), key];
          const isFree = [...seen].every((other) => {
            const [one, two] = [JSON.stringify(path).slice(0, -1), other];
            return !one.startsWith(two) && !two.startsWith(one);
          });
          seen.add(JSON.stringify(path).slice(0, -1));
          return isFree ? [{ path, value: news }] : [];
        });
        const expected = edited(value, edits);
        const text = editJson(JSON.stringify(value, null, unit), edits, expected);
        expect(JSON.parse(text)).toEqual(expected);
        expect(editJson(text, [], expected)).toBe(text);
      },
    ),
    { numRuns: 500 },
  );
});

test("many edits of a large document end", () => {
  const count = 30_000;
  const of = (value: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, { value }]));
  const edits = Object.keys(of(1)).map((key) => ({ path: [key, "value"], value: 2 }));
  const text = editJson(JSON.stringify(of(1), null, 2), edits, of(2));
  expect(text).toBe(JSON.stringify(of(2), null, 2));
});
