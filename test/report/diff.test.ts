import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { Change } from "../../src/project/changes.ts";
import { changesAt, renderDiff } from "../../src/report/diff.ts";

const changes: Change[] = [
  {
    path: "README.md",
    action: "update",
    owner: "managed",
    before: "# Old\r\nsame\r\n",
    content: "# New\r\nsame\r\n",
  },
  { path: "kept.ts", action: "keep", owner: "yours", before: "mine\n" },
  { path: "same.ts", action: "identical", owner: "managed", before: "same\n" },
  { path: "src/new.ts", action: "create", owner: "managed", content: "one\ntwo\n" },
  { path: "src/old.ts", action: "remove", owner: "managed", before: "gone\n" },
];

test("new, changed and removed files are a unified diff", async () => {
  expect(await renderDiff(changes, { colour: false })).toBe(`--- a/README.md
+++ b/README.md
@@ -1,2 +1,2 @@
-# Old
+# New
 same
--- /dev/null
+++ b/src/new.ts
@@ -0,0 +1,2 @@
+one
+two
--- a/src/old.ts
+++ /dev/null
@@ -1,1 +0,0 @@
-gone
`);
});

test("git apply makes of it what a commit would", async () => {
  const directory = mkdtempSync(join(tmpdir(), "unchain-diff-"));
  try {
    const lf = changes.map((change): Change => {
      const { before, content } = change;
      return {
        ...change,
        ...(before === undefined ? {} : { before: before.replaceAll("\r", "") }),
        ...(content === undefined ? {} : { content: content.replaceAll("\r", "") }),
      };
    });
    for (const { path, before } of lf) {
      if (before === undefined) continue;
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), before);
    }
    const input = await renderDiff(lf, { colour: false });
    execFileSync("git", ["apply", "-"], { cwd: directory, input });
    expect(readFileSync(join(directory, "README.md"), "utf8")).toBe("# New\nsame\n");
    expect(readFileSync(join(directory, "src/new.ts"), "utf8")).toBe("one\ntwo\n");
    expect(() => readFileSync(join(directory, "src/old.ts"))).toThrow("ENOENT");
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("a conflict shows what it stands in the way of", async () => {
  const conflict: Change = {
    path: "a",
    action: "conflict",
    owner: "managed",
    before: "mine\n",
    content: "ours\n",
  };
  expect(await renderDiff([conflict], { colour: false })).toContain("-mine\n+ours\n");
});

test("colour changes nothing but colour", async () => {
  const coloured = await renderDiff(changes, { colour: true });
  expect(coloured).toContain("\u001b[32m+two\u001b[39m");
  expect(stripVTControlCharacters(coloured)).toBe(await renderDiff(changes, { colour: false }));
});

test.each([
  [undefined, 5],
  [".", 5],
  ["src", 2],
  ["./src/", 2],
  ["src\\new.ts", 1],
  ["src/n", 0],
])("the changes at %s are %i", (path, count) => {
  expect(changesAt(changes, path)).toHaveLength(count);
});
