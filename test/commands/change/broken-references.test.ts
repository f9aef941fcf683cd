import { describe, expect, test } from "vitest";
import { brokenReferences } from "../../../src/commands/change/broken-references.ts";
import { planProject } from "../../../src/plan/plan.ts";
import type { Change } from "../../../src/project/changes.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { disk } from "../../project/faulty-fs.ts";

function plan(steps: string, transport: TransportName = "queue") {
  const { workflow } = parseWorkflow(`name: w\ntransport: ${transport}\nsteps:\n${steps}`, "-");
  if (!workflow) throw new Error("Not a workflow");
  return planProject({ ...workflow, transport }, { packageManager: "npm" });
}

const before = plan(
  "  - name: pay-now\n    catch: [{ errors: [Declined], onFailure: continue }]\n  - name: send\n",
);
const after = plan("  - name: send\n");

const removed: Change = { path: "src/steps/pay-now.ts", action: "remove", owner: "yours" };

function found(
  files: Record<string, string>,
  changes: readonly Change[] = [],
  [from, to] = [before, after],
) {
  const { fs } = disk(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`/shop/${path}`, text])),
  );
  return brokenReferences("/shop", from, to, changes, { fs }).map(
    ({ code, path, line }) => `${code} ${path}:${line}`,
  );
}

describe("code that uses what is taken away", () => {
  test.each([
    "const a = state.results.payNow?.reference;",
    'const a = state.results["payNow"];',
    "const { payNow } = state.results;",
    "if (errors.payNow) return;",
  ])("%s", (line) => {
    expect(found({ "src/steps/send.ts": `// first\r\n${line}\r\n` })).toEqual([
      "USES_REMOVED_RESULT src/steps/send.ts:2",
    ]);
  });

  test("an error class that is gone", () => {
    expect(found({ "src/mine/pay.ts": "throw new Declined();\n" })).toEqual([
      "USES_REMOVED_ERROR src/mine/pay.ts:1",
    ]);
  });

  test("prose in a comment uses no class", () => {
    const lines = ["// Declined cards", "/** Declined", " * `Declined` too", "pay(Declined); // x"];
    expect(found({ "src/steps/send.ts": lines.join("\n") })).toEqual([
      "USES_REMOVED_ERROR src/steps/send.ts:4",
    ]);
  });

  test("an import of a step that is removed; one that is kept is there", () => {
    const files = {
      "test/steps/pay-now.test.ts": 'import { payNow } from "../../src/steps/pay-now.ts";\n',
    };
    expect(found(files)).toEqual([]);
    expect(found(files, [removed])).toEqual(["IMPORTS_REMOVED_STEP test/steps/pay-now.test.ts:1"]);
  });

  test("an import of any other module that is removed, however it is written", () => {
    const gone = (path: string): Change => ({ path, action: "remove", owner: "managed" });
    const changes = [gone("src/runtime/claim-check.ts"), gone("src/functions/pay-now.ts")];
    const lines = [
      'import { offload } from "../runtime/claim-check.ts";',
      "const { handler } = await import('../functions/pay-now.js');",
      'import { handler } from "@/functions/pay-now.ts";',
      'import { payNow } from "../steps/pay-now.ts";',
      'import { own } from "./claim-check.ts";',
      'import { other } from "s.ts";',
    ];
    expect(found({ "src/mine/a.ts": lines.join("\n") }, changes)).toEqual([
      "IMPORTS_REMOVED_FILE src/mine/a.ts:1",
      "IMPORTS_REMOVED_FILE src/mine/a.ts:2",
      "IMPORTS_REMOVED_FILE src/mine/a.ts:3",
    ]);
  });

  test("the types and the results of a map that has another name now", () => {
    const map = (name: string) =>
      plan(
        `  - name: ${name}\n    map: { items: input.lines, steps: [{ name: pack }] }\n`,
        "state-machine",
      );
    const files = {
      "src/steps/pack.ts": 'import type { LinesItemState } from "../workflow.ts";\n',
      "src/mine.ts": "state.results.lines;\nlet r: LinesItemResults;\nlet i: ItemState;\n",
    };
    expect(found(files, [], [map("lines"), map("parcels")])).toEqual([
      "USES_REMOVED_RESULT src/mine.ts:1",
      "USES_REMOVED_TYPE src/mine.ts:2",
      "USES_REMOVED_TYPE src/steps/pack.ts:1",
    ]);
    expect(found(files, [], [map("lines"), after])).toContain("USES_REMOVED_TYPE src/mine.ts:3");
  });
});

test("other code is not meant", () => {
  expect(
    found({
      "src/steps/send.ts":
        "state.results.payNowLater;\nresults.send;\nconst payNow = 1;\nnew CardDeclined();\nmy.resultsOf(payNow);\n",
      "src/notes.md": "results.payNow",
      "docs/a.ts": "results.payNow",
    }),
  ).toEqual([]);
});

test("nor what is generated, or removed itself", () => {
  const managed: Change = { path: "src/workflow.ts", action: "update", owner: "managed" };
  expect(
    found({ "src/workflow.ts": "class Declined {}", "src/steps/pay-now.ts": "new Declined()" }, [
      managed,
      removed,
    ]),
  ).toEqual([]);
});

test("nothing is taken away: nothing is read", () => {
  expect(brokenReferences("/nowhere", after, before, [])).toEqual([]);
});
