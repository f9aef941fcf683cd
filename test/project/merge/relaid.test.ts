import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { isSameInAnyLayout } from "../../../src/project/merge/lexemes.ts";
import { mergeChange } from "../../../src/project/merge/merge.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";

const FORMATS = [
  ["--indent-style=space"],
  ["--javascript-formatter-quote-style=single", "--semicolons=as-needed", "--trailing-commas=none"],
  ["--indent-style=tab", "--line-width=60", "--arrow-parentheses=as-needed"],
  [
    "--indent-width=4",
    "--line-width=120",
    "--quote-properties=preserve",
    "--bracket-spacing=false",
  ],
];

const base = renderWorkflow(orderProcessingYaml);
const ours = renderWorkflow(
  orderProcessingYaml.replace(
    "  - name: process",
    "  - name: ship\n    catch: [{ errors: [Lost], onFailure: continue }]\n  - name: process",
  ),
);
const paths = Object.keys(base).filter((path) => path.endsWith(".ts") && ours[path] !== undefined);

/** Has a formatter lay out the TypeScript of a project. */
function formatted(files: Readonly<Record<string, string>>, flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "unchain-layout-"));
  const biome = new URL("../../../node_modules/.bin/biome", import.meta.url).pathname;
  try {
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), files[path] ?? "");
    }
    writeFileSync(join(folder, "biome.json"), "{}");
    execaSync(biome, ["format", "--write", ...flags, "."], { cwd: folder });
    return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each(FORMATS)("layout is no edit, and is kept: %s %s %s %s", (...flags) => {
  const mine = formatted(base, flags);
  const merged: Record<string, string> = {};
  for (const path of paths) {
    const before = `// Mine.\n${mine.get(path)}`;
    const [old, next] = [base[path] as string, ours[path] as string];
    const change = { path, action: "conflict", owner: "managed", before, content: next } as const;
    const done = mergeChange(change, { yours: before, base: old, ours: next }, false);
    expect(done.conflict?.hunks, path).toBeUndefined();
    expect(done.content ?? before, path).toMatch(/^\/\/ Mine\.\n/);
    merged[path] = (done.content ?? before).replace("// Mine.\n", "");
  }
  // Twice: Biome alone changes once more what it has formatted.
  const twice = formatted(Object.fromEntries(formatted(ours, flags)), flags);
  expect(formatted(merged, flags)).toEqual(twice);
});

const laidOut = (path: string, [yours, base, ours]: readonly [string, string, string]) => {
  const change = {
    path,
    action: "conflict",
    owner: "managed",
    before: yours,
    content: ours,
  } as const;
  const { action, content, isLaidOut } = mergeChange(change, { yours, base, ours }, false);
  return { action, content, isLaidOut };
};

test("YAML keeps quotes and indentation of the user, and means what it has to", () => {
  expect(
    laidOut("template.yaml", [
      "A:\n    - 'x'\n    -   b: 'y'\n        c: [1, 2]\n",
      'A:\n  - "x"\n  - b: "y"\n    c: [1, 2]\n',
      'A:\n  - "x"\n  - n: 1\n    m: 2\n  - b: "y"\n    c: [1, 3]\n',
    ]),
  ).toEqual({
    action: "merge",
    isLaidOut: true,
    content: "A:\n    - 'x'\n    -   n: 1\n        m: 2\n    -   b: 'y'\n        c: [1, 3]\n",
  });
});

test("Markdown keeps the width of tables and the line breaks of the user", () => {
  expect(
    laidOut("README.md", [
      "| a    | b   |\n| ---- | --- |\n| long | d   |\n\nSome text that\nis wrapped.\n",
      "| a | b |\n| --- | --- |\n| long | d |\n\nSome text that is wrapped.\n",
      "| a | b |\n| --- | --- |\n| long | d |\n| e | f |\n\nSome text that is rewrapped.\n",
    ]).content,
  ).toBe(
    "| a    | b   |\n| ---- | --- |\n| long | d   |\n| e | f |\n\nSome text that\nis rewrapped.\n",
  );
});

test("quotes, semicolons, commas, brackets and lines are layout, all else is not", () => {
  const code = 'type A = "x" | "y";\nexport const f = (a) => [{ "b": a }, /[(]/];\n';
  const other = "type A =\n  | 'x'\n  | 'y'\nexport const f = a => [\n\t{ b: a },\n\t/[(]/,\n]\n";
  expect(isSameInAnyLayout("a.ts", code, other)).toBe(true);
  expect(isSameInAnyLayout("a.ts", code, other.replace("b: a", "b: c"))).toBe(false);
  expect(isSameInAnyLayout("a.ts", code, `${other}// Mine.\n`)).toBe(false);
});

test("what both have changed stays a conflict", () => {
  expect(
    laidOut("a.ts", ["const a = 'mine'\n", 'const a = "old";\n', 'const a = "new";\n']).action,
  ).toBe("conflict");
});
