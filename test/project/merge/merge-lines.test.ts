import fc from "fast-check";
import { expect, test } from "vitest";
import { isHunk, linesOf, mergedText, mergeLines } from "../../../src/project/merge/merge-lines.ts";

const merge = (yours: string, base: string | undefined, ours: string) =>
  mergedText(mergeLines(yours, base, ours), "unchain 1");

test("both sides' changes are in the result", () => {
  expect(merge("a\nmine\nb\nc\nd\n", "a\nb\nc\nd\n", "a\nb\nc\nnew\n")).toBe(
    "a\nmine\nb\nc\nnew\n",
  );
});

test("the same change on both sides is no conflict", () => {
  expect(merge("a\nx\nb\n", "a\nb\n", "a\nx\nb\n")).toBe("a\nx\nb\n");
});

test("different changes of a line are a conflict, with the lines of all three sides", () => {
  const merged = mergeLines("0\na\nmine\nc\n", "a\nb\nc\n", "a\nnew\nc\n");
  expect(merged.filter(isHunk)).toEqual([
    {
      yours: { line: 3, lines: ["mine"] },
      base: { line: 2, lines: ["b"] },
      ours: { line: 2, lines: ["new"] },
    },
  ]);
  expect(mergedText(merged, "unchain 1")).toBe(
    "0\na\n<<<<<<< yours\nmine\n||||||| base\nb\n=======\nnew\n>>>>>>> unchain 1\nc\n",
  );
});

test("what the user has appended stays at the end, whatever becomes of the lines before it", () => {
  expect(merge("a\nb\nmine\n", "a\nb\n", "a\nnew\n")).toBe("a\nnew\nmine\n");
  expect(merge("a\nb\nmine\n", "a\nb\n", "a\nb\nnew\n")).toBe("a\nb\nnew\nmine\n");
  expect(merge("a\nnew\nmine\n", "a\nnew\n", "a\n")).toBe("a\nmine\n");
  expect(mergeLines("a\nx\nmine\n", "a\nb\n", "a\nnew\n").filter(isHunk)).toHaveLength(1);
});

test("without a base everything that differs is a conflict", () => {
  expect(merge("a\nmine\nz\n", undefined, "a\nz\nnew\n")).toBe(
    "a\n<<<<<<< yours\nmine\n=======\n>>>>>>> unchain 1\nz\n<<<<<<< yours\n=======\nnew\n>>>>>>> unchain 1\n",
  );
});

const baseLines = fc.array(fc.constantFrom("", "{", "}", "a", "b", "c", "d"), { maxLength: 12 });

/** Random edits of lines: at each place lines are put in, and the line is kept or taken out. */
const edits = (who: string) =>
  fc
    .array(
      fc.record({
        added: fc.array(fc.constantFrom("1", "2", ""), { maxLength: 2 }),
        kept: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map((list) => (lines: readonly string[]) => {
      let count = 0;
      return [...lines, undefined].flatMap((line, index) => {
        const { added, kept } = list[index] ?? { added: [], kept: true };
        const news = added.map((text) => `${who} ${count++} ${text}`);
        return line === undefined || !kept ? news : [...news, line];
      });
    });

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

test("every line that a side has added is in the result, once, in whichever way the merge ends", () => {
  let conflicts = 0;
  fc.assert(
    fc.property(
      baseLines,
      edits("yours"),
      edits("ours"),
      fc.boolean(),
      (base, mine, theirs, hasBase) => {
        const [yours, ours] = [mine(base), theirs(base)];
        const merged = mergeLines(text(yours), hasBase ? text(base) : undefined, text(ours));
        if (merged.some(isHunk)) conflicts++;
        const lines = linesOf(mergedText(merged, "unchain 1"));
        const added = [...yours, ...ours].filter((line) => /^(yours|ours) /.test(line));
        for (const line of added) expect(lines.filter((other) => other === line)).toEqual([line]);
        const isUnique = (line: string) => base.filter((other) => other === line).length === 1;
        for (const line of base.filter(isUnique)) {
          const kept = yours.includes(line) && ours.includes(line);
          if (kept) expect(lines).toContain(line);
        }
        for (const { yours: side } of merged.filter(isHunk)) {
          expect(yours.slice(side.line - 1, side.line - 1 + side.lines.length)).toEqual(side.lines);
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(conflicts).toBeGreaterThan(0);
});

test("who changes nothing gets the other's text", () => {
  fc.assert(
    fc.property(baseLines, edits("x"), (base, edit) => {
      const changed = text(edit(base));
      expect(merge(text(base), text(base), changed)).toBe(changed);
      expect(merge(changed, text(base), text(base))).toBe(changed);
    }),
  );
});
