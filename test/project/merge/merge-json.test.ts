import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeJson, type WhenDeleted } from "../../../src/project/merge/merge-json.ts";
import { mergedText } from "../../../src/project/merge/merge-lines.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function merge(yours: string, base: unknown, ours: unknown, whenDeleted: WhenDeleted = "conflict") {
  const result = mergeJson(yours, json(base), json(ours), whenDeleted);
  if (result === undefined) throw new Error("not JSON");
  return { text: mergedText(result.merged, "unchain 1"), hunks: result.hunks };
}

const base = { name: "shop", scripts: { test: "vitest" }, dependencies: { a: "1", c: "1" } };

test("order, indentation and keys of the user stay; new keys come where they belong", () => {
  const yours =
    '{\n\t"scripts": { "lint": "biome", "test": "vitest" },\n\t"name": "shop",\n\t"dependencies": {\n\t\t"a": "1",\n\t\t"c": "1",\n\t\t"mine": "9"\n\t},\n\t"files": ["dist", "src"]\n}\n';
  const ours = {
    ...base,
    scripts: { test: "vitest run", local: "tsx" },
    dependencies: { a: "2", b: "1", c: "1" },
  };
  const { text, hunks } = merge(yours, base, ours);
  expect(hunks).toEqual([]);
  expect(text).toBe(
    '{\n\t"scripts": { "lint": "biome", "test": "vitest run", "local": "tsx" },\n\t"name": "shop",\n\t"dependencies": {\n\t\t"a": "2",\n\t\t"b": "1",\n\t\t"c": "1",\n\t\t"mine": "9"\n\t},\n\t"files": ["dist", "src"]\n}\n',
  );
});

test("a key that is generated no longer goes, unless the user has changed it", () => {
  const { dependencies: _, ...ours } = base;
  expect(merge(json(base), base, ours).text).toBe(json(ours));
  const yours = { ...base, dependencies: { a: "5", c: "1" } };
  expect(merge(json(yours), base, ours).hunks).toMatchObject([{ key: "dependencies" }]);
});

describe("a key changed on both sides", () => {
  const yours = json({ ...base, scripts: { test: "jest" } });
  const ours = { ...base, scripts: { test: "vitest run" }, dependencies: { a: "2", c: "1" } };

  test("is a conflict that names the key and its lines", () => {
    expect(merge(yours, base, ours).hunks).toEqual([
      {
        key: "scripts.test",
        yours: { line: 4, lines: ['    "test": "jest"'] },
        base: { line: 4, lines: ['    "test": "vitest"'] },
        ours: { line: 4, lines: ['    "test": "vitest run"'] },
      },
    ]);
  });

  test("stands between markers in the text, and all else is merged", () => {
    expect(merge(yours, base, ours).text).toBe(
      [
        '{\n  "name": "shop",\n  "scripts": {\n<<<<<<< yours\n    "test": "jest"\n||||||| base\n    "test": "vitest"\n',
        '=======\n    "test": "vitest run"\n>>>>>>> unchain 1\n  },\n',
        '  "dependencies": {\n    "a": "2",\n    "c": "1"\n  }\n}\n',
      ].join(""),
    );
  });

  test("is none if both have changed it alike", () => {
    expect(merge(json(ours), base, ours).hunks).toEqual([]);
  });
});

test("a key that the user has deleted stays deleted, or is a conflict", () => {
  const yours = json({ ...base, scripts: {} });
  const ours = { ...base, scripts: { test: "vitest run" } };
  expect(merge(yours, base, ours, "keep-deleted")).toEqual({ text: yours, hunks: [] });
  expect(merge(yours, base, ours).hunks).toMatchObject([
    { key: "scripts.test", yours: { line: 3, lines: [] } },
  ]);
});

test("elements of arrays of one length are merged one by one", () => {
  const retry = (...tries: number[]) => ({ Retry: tries.map((MaxAttempts) => ({ MaxAttempts })) });
  expect(merge(json(retry(9, 2)), retry(1, 2), retry(1, 5)).text).toBe(json(retry(9, 5)));
});

test("an escaped $ in a comment of a state machine stays escaped", () => {
  const text = (comment: string, start: string) =>
    `{\n  "Comment": "\\u0024{${comment}}",\n  "StartAt": "${start}"\n}\n`;
  const result = mergeJson(text("a", "mine"), text("a", "x"), text("b", "x"), "conflict");
  expect(mergedText(result?.merged ?? [], "")).toBe(text("b", "mine"));
});

test("what is not plain JSON is left to others", () => {
  for (const yours of ["{ oops", "[]", '{\n  // mine\n  "a": 1\n}\n']) {
    expect(mergeJson(yours, json({ a: 1 }), json({ a: 2 }), "conflict")).toBeUndefined();
  }
});

test("lines put into different places of an array are merged, if that is JSON still", () => {
  const list = (...files: string[]) => json({ files });
  const [old, mine] = [list("a", "b", "c"), list("x", "a", "b", "c")];
  expect(merge(mine, { files: ["a", "b", "c"] }, { files: ["a", "b", "y", "c"] })).toEqual({
    text: list("x", "a", "b", "y", "c"),
    hunks: [],
  });
  expect(mergeJson(mine, old, list("a"), "conflict")?.hunks).toMatchObject([{ key: "files" }]);
});

const key = fc.constantFrom("a", "b", "c", "constructor", "toString", "x y");
const leaf = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom("s", null, []));
const { document } = fc.letrec<{ document: object; value: unknown }>((tie) => ({
  document: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 2 }, leaf, tie("document"), fc.array(leaf, { maxLength: 3 })),
}));

test("who changes nothing gets the other's document; a settled merge is JSON", () => {
  fc.assert(
    fc.property(document, document, document, (one, two, three) => {
      const taken = merge(json(one), one, two);
      expect(taken.hunks).toEqual([]);
      expect(JSON.parse(taken.text)).toEqual(JSON.parse(json(two)));
      expect(merge(json(two), one, one)).toEqual({ text: json(two), hunks: [] });
      expect(merge(json(two), one, two)).toEqual({ text: json(two), hunks: [] });

      const { text, hunks } = merge(json(two), one, three);
      if (hunks.length === 0) expect(() => JSON.parse(text)).not.toThrow();
      else expect(text).toContain("<<<<<<< yours");
    }),
    { numRuns: 300 },
  );
});
