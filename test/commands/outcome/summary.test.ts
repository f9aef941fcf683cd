import { expect, test, vi } from "vitest";
import { report } from "../../../src/cli/report.ts";
import type { Outcome } from "../../../src/commands/outcome/outcome.ts";
import { summary } from "../../../src/commands/outcome/summary.ts";
import type { Action, Change } from "../../../src/project/changes.ts";
import type { Reason } from "../../../src/project/reason.ts";

const change = (path: string, action: Action, reason?: Reason): Change => ({
  path,
  action,
  owner: "managed",
  ...(reason !== undefined && { reason }),
});

const outcome: Outcome = {
  status: "updated",
  exitCode: 0,
  directory: "/shop",
  changes: [
    change("README.md", "update"),
    change("a.ts", "identical"),
    change("src/steps/pay.ts", "keep", "yours"),
    change("src/steps/send.ts", "keep", "no-longer-generated"),
    change("workflow.asl.json", "remove"),
  ],
  next: ["npm run check"],
  problems: [],
};

const shown = (more: Partial<Outcome>) => {
  const { files, end } = summary({ ...outcome, ...more }, "/shop", { colour: false });
  return files + end;
};

test("a change: what was written, what was kept and should not surprise, and what comes next", () => {
  expect(shown({ replay: "unchain add step send" })).toBe(`      update  README.md
        keep  src/steps/send.ts  (no longer generated, but changed here)
      remove  workflow.asl.json

Updated this directory: 2 files

Next:
  npm run check

To do the same without questions:
  unchain add step send
`);
});

test("a dry run says what would be", () => {
  expect(shown({ status: "planned" })).toContain("2 files would be changed in this directory");
  expect(shown({ status: "planned", changes: outcome.changes.slice(0, 2) })).toContain(
    "1 file would be written to this directory; nothing was.",
  );
});

test("nothing to do is said", () => {
  const is = "Nothing to do: this directory matches its workflow.yaml";
  expect(shown({ status: "unchanged", changes: [] })).toBe(`${is}.\n`);
  expect(shown({ status: "unchanged" })).toBe(`${is}, except for your edits.\n`);
});

test("what failed says nothing on stdout", () => {
  expect(shown({ status: "conflict", next: [] })).toBe("");
});

test("conflicts that are written with markers: what was done, and what to do once they are resolved", () => {
  const text = shown({ status: "conflict" });
  expect(text).toContain("update  README.md");
  expect(text).toMatch(/After you have resolved the conflicts:\n {2}npm run check\n$/);
});

test("warnings come behind the files, in front of what comes next", async () => {
  const warning = { code: "IN_FLIGHT", message: "Drain the queue first." };
  const written: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0),
  );
  await report({ ...outcome, warnings: [warning] }, { json: false, diff: undefined });
  for (const stream of streams) stream.mockRestore();
  expect(written.join("").split("Drain the queue first.")).toEqual([
    expect.stringMatching(/update {2}README\.md[\s\S]*workflow\.asl\.json\n\n$/),
    expect.stringMatching(/^\n {2}code: IN_FLIGHT\n\nUpdated[\s\S]*npm run check\n$/),
  ]);
});

test("a new project ends with where the documentation is", () => {
  expect(shown({ status: "created" })).toMatch(/Documentation: https:\/\/\S+\n$/);
});

test("a change that is refused says how its answers are used again", () => {
  const replay = "unchain edit step pay --timeout 1m";
  expect(shown({ status: "conflict", next: [], replay })).toBe(
    `\nTo do the same without questions:\n  ${replay}\n`,
  );
  expect(shown({ status: "conflict", next: [] })).toBe("");
});

test("at a terminal its details break at words, and commands stay whole", () => {
  const details = ["a git repository with a first commit, without package-lock.json"];
  const replay = "npx create-unchain shop-2 --workflow shop/workflow.yaml";
  const look = { colour: false, width: 40 };
  const { end } = summary({ ...outcome, status: "created", details, replay }, "/shop", look);
  expect(end).toContain("first commit,\n    without package-lock.json\n");
  expect(end).toContain(`\n  ${replay}\n`);
});
