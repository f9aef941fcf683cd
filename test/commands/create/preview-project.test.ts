import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { previewProject } from "../../../src/commands/create/preview-project.ts";
import { orderProcessing, orderProcessingYaml } from "../../../src/workflow/order-processing.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "unchain-preview-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const preview = (named = "shop") =>
  previewProject({
    root,
    named,
    workflow: { ...orderProcessing, transport: "queue" },
    workflowText: orderProcessingYaml,
    isWorkflowOfRoot: false,
    packageManager: "npm",
    install: true,
    git: true,
  });

test("it says where, what is installed, and that there will be a commit", () => {
  const { lines, obstacle } = preview();
  expect(lines.join("\n")).toMatch(
    /^Directory: shop\nDeployed with: AWS SAM\nFiles: \d+.*\nPackages: .*npm install\nCommit: a new git repository with one/,
  );
  expect(obstacle).toBeUndefined();
  expect(preview("./").lines[0]).toBe("Directory: this directory");
});

test("in a clone it promises no commit, as none is made", () => {
  mkdirSync(join(root, ".git"));
  expect(preview().lines).toContain("Commit: none, because this is inside a repository");
});

test("what is in the way is named", () => {
  writeFileSync(join(root, "package.json"), "{}");
  writeFileSync(join(root, "tsconfig.json"), "{}");
  expect(preview().obstacle).toMatch(/^package\.json, tsconfig\.json: .*Choose another directory/);
});
