import fc from "fast-check";
import { expect, test } from "vitest";
import type { LocatedMerge } from "../../../src/project/merge/merge-json.ts";
import { isHunk, mergedText } from "../../../src/project/merge/merge-lines.ts";
import { mergeRows } from "../../../src/project/merge/rows/merge-rows.ts";
import { isSameCode } from "../../../src/project/merge/rows/tokens.ts";
import {
  edits,
  layouts,
  type RuleFile,
  ruleFile,
  type Step,
  saidBy,
  written,
} from "./rule-file.ts";

function merge(yours: string, base: string, ours: string): LocatedMerge {
  const merged = mergeRows(yours, base, ours);
  if (merged === undefined) throw new Error(`The texts are not understood:\n${yours}`);
  return merged;
}

const textOf = ({ merged }: LocatedMerge): string => mergedText(merged, "unchain 1");

/** The text of a merge whose conflicts are settled in favour of a side. */
function resolved({ merged }: LocatedMerge, side: "yours" | "ours"): string {
  const lines = merged.flatMap((part) => (isHunk(part) ? part[side].lines : part));
  return lines.map((line) => `${line}\n`).join("");
}

/** What is expected of a value that three sides have, where `side` is right in a conflict. */
function expected<T>(
  { yours, base, ours }: { yours: T | undefined; base: T | undefined; ours: T | undefined },
  side: "yours" | "ours",
  conflict: () => void,
): T | undefined {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (yours === undefined) return base === undefined ? ours : undefined;
  if (isSame(yours, base) || isSame(yours, ours)) return ours;
  if (isSame(ours, base)) return yours;
  conflict();
  return side === "yours" ? yours : ours;
}

interface Sides<T> {
  readonly yours: T;
  readonly base: T;
  readonly ours: T;
}

/** What a merge of rules says, and where it is in conflict, worked out on their values. */
function outcome(files: Sides<RuleFile>, side: "yours" | "ours") {
  const conflicts: string[] = [];
  const onConflict = (path: string) => () => void conflicts.push(path);
  const each = <T>(of: (file: RuleFile) => T): Sides<T> => ({
    yours: of(files.yours),
    base: of(files.base),
    ours: of(files.ours),
  });
  const input = expected(
    each(({ input }) => input),
    side,
    onConflict("given > input"),
  );
  const names = new Set(
    Object.values(files).flatMap(({ steps }) => steps.map((step: Step) => step.name)),
  );
  const steps = [...names].flatMap((name): [string, Step][] => {
    const path = `rules > "${name}"`;
    const sides = each(({ steps }) => steps.find((step) => step.name === name));
    const { yours, base, ours } = sides;
    if (!yours || !ours) {
      const step = expected(sides, side, onConflict(path));
      return step ? [[name, step]] : [];
    }
    const merged = (kind: "properties" | "rows") => {
      const all = { ...yours[kind], ...base?.[kind], ...ours[kind] };
      return Object.fromEntries(
        Object.keys(all).flatMap((key) => {
          const values = {
            yours: yours[kind][key],
            base: base?.[kind][key],
            ours: ours[kind][key],
          };
          const place =
            kind === "rows" ? `${path} > failures > title "${key}"` : `${path} > ${key}`;
          const value = expected(values, side, onConflict(place));
          return value === undefined ? [] : [[key, value]];
        }),
      );
    };
    return [[name, { name, properties: merged("properties"), rows: merged("rows") }]];
  });
  return { says: { input, steps: Object.fromEntries(steps) }, conflicts: conflicts.sort() };
}

const byName = ({ input, steps }: RuleFile) => ({
  input,
  steps: Object.fromEntries(steps.map((step) => [step.name, step])),
});

test("a merge says what the values of each row and property come to, in any layout", () => {
  let [settled, conflicting] = [0, 0];
  fc.assert(
    fc.property(
      ruleFile,
      edits("mine"),
      edits("new", true),
      fc.option(layouts),
      (base, mine, theirs, layout) => {
        const [yours, ours] = [mine(base), theirs(base)];
        const text = layout ? layout(written(yours)) : written(yours);
        const merged = merge(text, written(base), written(ours));
        for (const side of ["yours", "ours"] as const) {
          const { says, conflicts } = outcome({ yours, base, ours }, side);
          expect(merged.hunks.map(({ key }) => key).sort()).toEqual(conflicts);
          expect(byName(saidBy(resolved(merged, side)))).toEqual(says);
        }
        if (merged.hunks.length > 0) conflicting++;
        else settled++;
      },
    ),
    { numRuns: 500 },
  );
  expect(Math.min(settled, conflicting)).toBeGreaterThan(50);
});

test("who changes nothing gets the text of the other, and a layout is no change", () => {
  fc.assert(
    fc.property(ruleFile, edits("new", true), layouts, (base, theirs, layout) => {
      const [before, ours] = [written(base), written(theirs(base))];
      const laidOut = layout(before);
      expect(isSameCode(laidOut, before)).toBe(true);
      expect(textOf(merge(before, before, ours))).toBe(ours);
      expect(textOf(merge(laidOut, before, before))).toBe(laidOut);
      const merged = merge(laidOut, before, ours);
      expect(merged.hunks).toEqual([]);
      expect(isSameCode(textOf(merged), ours)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** Puts lines of a person into a text: comments, and rows and properties where they may be. */
const notes = fc.array(fc.nat(), { maxLength: 4 }).map((places) => (text: string) => {
  const lines = text.split("\n");
  const own = places.map((place, index) => {
    const at = place % lines.length;
    const isAmongRows = /^ {6}\{ title|^ {6}\{$/.test(lines[at] ?? "");
    const line =
      isAmongRows && place % 2 === 0 ? `{ title: "own ${index}", tries: 1 },` : `// own ${index}`;
    lines.splice(at, 0, line);
    return line;
  });
  return { text: lines.join("\n"), own };
});

test("no line of a person is lost, and a second merge changes nothing", () => {
  let settled = 0;
  fc.assert(
    fc.property(ruleFile, edits("mine"), edits("new", true), notes, (base, mine, theirs, note) => {
      const [before, ours] = [written(base), written(theirs(base))];
      const { text: yours, own } = note(written(mine(base)));
      const merged = merge(yours, before, ours);
      const lines = textOf(merged)
        .split("\n")
        .map((line) => line.trim());
      for (const line of own) expect(lines).toContain(line);
      if (merged.hunks.length > 0) return;
      settled++;
      const text = textOf(merged);
      expect(textOf(merge(text, ours, ours))).toBe(text);
      expect(textOf(merge(text, before, ours))).toBe(text);
    }),
    { numRuns: 500 },
  );
  expect(settled).toBeGreaterThan(50);
});

test("what a person adds is still there after a change of the workflow and back", () => {
  let settled = 0;
  fc.assert(
    fc.property(ruleFile, edits("new"), notes, (base, theirs, note) => {
      const [before, ours] = [written(base), written(theirs(base))];
      const { text: yours } = note(before);
      const there = merge(yours, before, ours);
      if (there.hunks.length > 0) return;
      const back = merge(textOf(there), ours, before);
      if (back.hunks.length > 0) return;
      settled++;
      const linesOf = (text: string) => text.split("\n").sort();
      expect(linesOf(textOf(back))).toEqual(linesOf(yours));
    }),
    { numRuns: 300 },
  );
  expect(settled).toBeGreaterThan(50);
});
