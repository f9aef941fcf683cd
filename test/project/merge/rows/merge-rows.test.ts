import { describe, expect, test } from "vitest";
import { mergedText } from "../../../../src/project/merge/merge-lines.ts";
import { mergeRows } from "../../../../src/project/merge/rows/merge-rows.ts";

const base = `import { fail, timeOut } from "../local/faults.ts";
import type { StepRules } from "./scenarios.ts";

/** How every run begins. */
export const given = {
  input: { total: 1 },
  answers: { "look-up": { paid: true } },
};

/** What happens when a step fails. */
export const rules: StepRules[] = [
  {
    step: "create-order",
    retry: { times: 3, delays: [2, 4, 8] },
    timeout: 30,
    failures: [
      { title: "stops the workflow", faults: [fail("create-order")], status: "failed" },
      { title: "is stopped after 30 s", faults: [timeOut("create-order")], status: "failed" },
    ],
  },
  {
    step: "send-invoice",
    failures: [{ title: "is passed over", status: "succeeded" }],
  },
];
`;

interface Result {
  readonly text: string;
  readonly conflicts: readonly (string | undefined)[];
}

function merge(yours: string, ours: string, before = base): Result {
  const result = mergeRows(yours, before, ours);
  if (result === undefined) throw new Error("The texts are not understood.");
  return {
    text: mergedText(result.merged, "unchain 1"),
    conflicts: result.hunks.map(({ key }) => key),
  };
}

/** The text with other texts in the place of some that it has once. */
function edit(text: string, ...replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((edited, [from, to]) => {
    expect(edited.split(from)).toHaveLength(2);
    return edited.replace(from, () => to);
  }, text);
}

const settled = (text: string): Result => ({ text, conflicts: [] });

const stops = `      { title: "stops the workflow", faults: [fail("create-order")], status: "failed" },\n`;
const mine = `      { title: "mine", faults: [], status: "failed" },\n`;

describe("rows", () => {
  const three = ["times: 3, delays: [2, 4, 8]", "times: 5, delays: [2]"] as const;

  test("of the user stay where they are, whatever becomes of those around them", () => {
    const own = [stops, `${stops}      // By hand.\n${mine}`] as const;
    const ours = edit(base, three, [
      '[fail("create-order")], status: "failed"',
      '[], status: "new"',
    ]);
    expect(merge(edit(base, own), ours)).toEqual(
      settled(edit(ours, ['status: "new" },\n', `status: "new" },\n      // By hand.\n${mine}`])),
    );
    const fewer = edit(base, [stops, ""]);
    expect(merge(edit(base, own), fewer)).toEqual(
      settled(edit(base, [stops, `      // By hand.\n${mine}`])),
    );
  });

  test("that the user has changed are kept to the letter, others are as they are generated", () => {
    const odd = `{title:"stops the workflow",\n  faults: [], status: 'mine'},\n`;
    const yours = edit(base, [stops, odd]);
    const ours = edit(base, three, ["is passed over", "is replaced"]);
    expect(merge(yours, ours)).toEqual(settled(edit(ours, [stops, odd])));
  });

  test("that both have changed in the same way are no conflict, in any layout", () => {
    const yours = edit(base, ["timeout: 30,", "timeout:\n      45,"], ["[2, 4, 8]", "[\n1\n]"]);
    const ours = edit(base, ["timeout: 30,", "timeout: 45,"]);
    expect(merge(yours, ours)).toEqual(settled(yours));
  });

  test("that both have changed differently are a conflict of their own", () => {
    const yours = edit(base, ["timeout: 30,", "timeout: 60,"], [stops, mine + stops]);
    const { text, conflicts } = merge(yours, edit(base, three, ["timeout: 30,", "timeout: 45,"]));
    expect(conflicts).toEqual(['rules > "create-order" > timeout']);
    expect(text).toBe(
      edit(yours, three, [
        "    timeout: 60,\n",
        "<<<<<<< yours\n    timeout: 60,\n||||||| base\n    timeout: 30,\n=======\n    timeout: 45,\n>>>>>>> unchain 1\n",
      ]),
    );
  });

  test("that share their line are a conflict of that line", () => {
    const single = '[{ title: "is passed over", status: "succeeded" }]';
    const yours = edit(base, [
      single,
      '[{ title: "is passed over", status: "mine" }, { title: "m" }]',
    ]);
    const { text } = merge(
      yours,
      edit(base, [single, '[{ title: "is passed over", status: "new" }]']),
    );
    expect(text).toContain(`<<<<<<< yours
    failures: [{ title: "is passed over", status: "mine" }, { title: "m" }],
||||||| base
    failures: [{ title: "is passed over", status: "succeeded" }, { title: "m" }],
=======
    failures: [{ title: "is passed over", status: "new" }, { title: "m" }],
>>>>>>> unchain 1
`);
  });

  test("that the user has taken out stay away, also under another title", () => {
    const yours = edit(base, [stops, ""]);
    expect(merge(yours, edit(base, ["[fail(", "[crash("]))).toEqual(settled(yours));
    expect(merge(yours, edit(base, ['"stops the workflow"', '"ends it"']))).toEqual(settled(yours));
  });

  test("that Unchain has taken out go, unless the user has changed them, or written before them", () => {
    const ours = edit(base, [stops, ""]);
    const elsewhere = [mine, `${mine}${mine}`] as const;
    const passed = edit(base, [stops, stops + mine]);
    expect(merge(passed, ours)).toEqual(settled(edit(base, [stops, mine])));
    expect(merge(edit(passed, elsewhere), ours).conflicts).toEqual([]);
    for (const own of [stops.replace('"failed"', '"mine"'), `      // Mine.\n${stops}`]) {
      const { text, conflicts } = merge(edit(base, [stops, own]), ours);
      expect(conflicts).toEqual(['rules > "create-order" > failures > title "stops the workflow"']);
      expect(text).toContain(
        `<<<<<<< yours\n${own}||||||| base\n${stops}=======\n>>>>>>> unchain 1\n`,
      );
    }
  });

  test("that are generated anew come behind those that they follow, also where some are gone", () => {
    const ours = edit(base, [stops, `${stops}      { title: "new" },\n`]);
    const late = edit(base, [`status: "failed" },\n    ],`, `status: "failed" },\n${mine}    ],`]);
    expect(merge(late, ours).text).toBe(edit(late, [stops, `${stops}      { title: "new" },\n`]));
    const gone = edit(late, [stops, ""]);
    expect(merge(gone, ours).text).toBe(
      edit(gone, ["    failures: [\n", `    failures: [\n      { title: "new" },\n`]),
    );
  });

  test("under another title have changed, and are compared with those that they were", () => {
    const ours = edit(base, ['"is stopped after 30 s"', '"is stopped after 45 s"']);
    const yours = edit(base, ['[timeOut("create-order")], status: "failed"', '[], status: "mine"']);
    const { text, conflicts } = merge(yours, ours);
    expect(conflicts).toEqual([
      'rules > "create-order" > failures > title "is stopped after 30 s"',
    ]);
    expect(text.match(/is stopped after 45 s/g)).toHaveLength(1);
  });

  test("with one title are told apart by their order", () => {
    const twice = edit(base, [stops, stops + stops]);
    const ours = edit(base, three);
    expect(merge(twice, ours)).toEqual(settled(edit(twice, three)));
  });

  test("get the commas that they need, and none before a comment", () => {
    const bare = edit(base, [
      '[{ title: "is passed over", status: "succeeded" }]',
      '[\n      { title: "is passed over", status: "succeeded" } // Mine, all of it.\n    ]',
    ]);
    const ours = edit(base, [
      '[{ title: "is passed over", status: "succeeded" }]',
      '[{ title: "is passed over", status: "succeeded" }, { title: "new" }]',
    ]);
    expect(merge(bare, ours)).toEqual(
      settled(
        edit(bare, [
          '"succeeded" } // Mine, all of it.',
          '"succeeded" }, // Mine, all of it.\n { title: "new" }',
        ]),
      ),
    );
  });
});

describe("steps", () => {
  const added = '  {\n    step: "pack",\n    failures: [],\n  },\n';
  const invoice = '  {\n    step: "send-invoice",\n';

  test("of the user, and their properties, stay", () => {
    const yours = edit(
      base,
      ["    timeout: 30,\n", "    timeout: 30,\n    batch: 3, // Mine.\n"],
      ["];\n", `  // By hand.\n${added.replace("pack", "mine")}];\n`],
    );
    const ours = edit(base, [invoice, added + invoice], ["timeout: 30,", "timeout: 45,"]);
    expect(merge(yours, ours)).toEqual(
      settled(edit(yours, [invoice, added + invoice], ["timeout: 30,", "timeout: 45,"])),
    );
    const without = edit(base, [
      / {2}\{\n {4}step: "send[\s\S]*?\n {2}\},\n/.exec(base)?.[0] ?? "",
      "",
    ]);
    expect(merge(yours, without).conflicts).toEqual([]);
    expect(merge(yours, without).text).toContain("  // By hand.\n");
  });

  test("that Unchain takes out and the user has worked on are a conflict", () => {
    const start = base.indexOf(invoice);
    const ours = `${base.slice(0, start)}];\n`;
    const yours = edit(base, ["is passed over", "is mine"]);
    expect(merge(base, ours)).toEqual(settled(ours));
    const { text, conflicts } = merge(yours, ours);
    expect(conflicts).toEqual(['rules > "send-invoice"']);
    expect(text).toContain(`  },\n<<<<<<< yours\n${invoice}`);
    expect(text).toContain("=======\n>>>>>>> unchain 1\n];\n");
  });

  test("have the order of the user where they have changed it, else the one that is generated", () => {
    const [one, two] = [base.indexOf("  {\n    step"), base.indexOf(invoice)];
    const swap = (text: string, at: number, end = text.lastIndexOf("];")) =>
      text.slice(0, one) + text.slice(at, end) + text.slice(one, at) + text.slice(end);
    const swapped = swap(base, two);
    const own = edit(base, [invoice, `  { step: "mine" },\n${invoice}`]);
    expect(merge(own, swapped).text).toBe(edit(swapped, ["];\n", '  { step: "mine" },\n];\n']));
    const ours = edit(base, ["timeout: 30,", "timeout: 45,"]);
    expect(merge(swapped, ours).text).toBe(edit(swapped, ["timeout: 30,", "timeout: 45,"]));
  });
});

describe("the rest of the file", () => {
  test("is merged by names: of statements, of what they import, of properties", () => {
    const yours = edit(
      base,
      ["{ fail, timeOut }", "{ crash, fail, timeOut }"],
      ["total: 1", "total: 5"],
      ["/** What happens", "/** Mine. */\nconst limit = 3\n\n/** What happens"],
    );
    const ours = edit(
      base,
      ["{ fail, timeOut }", "{ fail, slow, timeOut }"],
      ["{ paid: true }", '{ paid: true }, "check-stock": { left: 1 }'],
      ["import type", 'import { more } from "./more.ts";\nimport type'],
    );
    expect(merge(yours, ours)).toEqual(
      settled(
        edit(
          ours,
          ["{ fail, slow, timeOut }", "{ crash, fail, slow, timeOut }"],
          ["total: 1", "total: 5"],
          ["/** What happens", "/** Mine. */\nconst limit = 3\n\n/** What happens"],
        ),
      ),
    );
  });

  test("keeps what only rows of the user still need", () => {
    const helpers =
      'const order = ["a"];\nconst first = () => order[0];\nconst last = () => order[1];\n\n';
    const before = edit(base, ["/** How", `${helpers}/** How`]);
    const own = `      { title: "mine", faults: [timeOut(first())] },\n`;
    const yours = edit(before, [stops, stops + own]);
    const ours = edit(
      base,
      ["{ fail, timeOut }", "{ fail }"],
      ['faults: [timeOut("create-order")], ', ""],
    );
    expect(merge(yours, ours, before).text).toBe(
      edit(
        ours,
        ["{ fail }", "{ fail, timeOut }"],
        [stops, stops + own],
        ["/** How", `${helpers.replace(/const last.*\n/, "")}/** How`],
      ),
    );
    expect(merge(edit(before, ["total: 1", "total: 5"]), ours, before).text).toBe(
      edit(ours, ["total: 1", "total: 5"]),
    );
    const none = edit(ours, ['import { fail } from "../local/faults.ts";\n', ""]);
    expect(merge(yours, none, before).text).toContain('import { fail, timeOut } from "../local');
  });
});

describe("is not merged by rows", () => {
  const ours = edit(base, ["timeout: 30,", "timeout: 45,"]);

  test.each([
    ["where brackets do not match", (text: string) => edit(text, ["    ],\n  },\n  {\n", ""])],
    ["where a comma is missing", (text: string) => edit(text, ["timeout: 30,", "timeout: 30"])],
    [
      "where rows come from elsewhere",
      (text: string) => edit(text, ["= [\n  {", "= made([\n  {"], ["];\n", "]);\n"]),
    ],
    [
      "where rows are somewhere else",
      (text: string) => edit(text, ["const rules:", "const myRules:"]),
    ],
  ])("%s", (_where, change) => {
    expect(mergeRows(change(base), base, ours)).toBeUndefined();
  });

  test("unless Unchain does not change them", () => {
    const elsewhere = edit(base, ["const rules:", "const myRules:"]);
    const more = edit(base, ["total: 1", "total: 5"]);
    expect(merge(elsewhere, more).text).toBe(edit(elsewhere, ["total: 1", "total: 5"]));
  });
});

test("a conflict is reported with its line in each text, and marked where its line is", () => {
  const yours = edit(base, ["total: 1", "total: 2"], ["timeout: 30,", "timeout: 60,"]);
  const ours = edit(
    base,
    ["import type", 'import "./x.ts";\nimport type'],
    ["total: 1", "total: 3"],
    ["timeout: 30,", "timeout: 45,"],
  );
  const result = mergeRows(yours, base, ours);
  expect(result?.hunks.map((hunk) => [hunk.key, hunk.yours, hunk.ours])).toEqual([
    ["given > input > total", { line: 6, lines: ["total: 2"] }, { line: 7, lines: ["total: 3"] }],
    [
      'rules > "create-order" > timeout',
      { line: 15, lines: ["timeout: 60"] },
      { line: 16, lines: ["timeout: 45"] },
    ],
  ]);
  const hunks = result?.merged.filter((part) => !Array.isArray(part)) ?? [];
  expect(hunks.map((part) => ("yours" in part ? part.yours : undefined))).toEqual([
    { line: 7, lines: ["  input: { total: 2 },"] },
    { line: 16, lines: ["    timeout: 60,"] },
  ]);
  expect(result?.places).toEqual([7, 16]);
});
