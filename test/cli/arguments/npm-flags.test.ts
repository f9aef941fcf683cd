import { describe, expect, test } from "vitest";
import { findSwallowedFlags } from "../../../src/cli/arguments/npm-flags.ts";

/** What npm 11 leaves for `npm create unchain@latest …`, with nothing swallowed. */
const create = { npm_command: "init", npm_lifecycle_event: "npx", npm_config_yes: "" };

const run = (line: string, kept: Record<string, string>, base: object = create) =>
  findSwallowedFlags(line.split(" ").filter(Boolean), { ...base, ...kept });

describe("flags that npm kept", () => {
  test("nothing kept, nothing said", () => {
    expect(run("app", {})).toEqual({ dryRun: false });
  });

  test("a dry run is honoured", () => {
    expect(run("app", { npm_config_dry_run: "true" })).toEqual({ dryRun: true });
  });

  test.each([
    ["app", { npm_config_yes: "true" }, "app -- --yes"],
    ["app", { npm_config_json: "true" }, "app -- --json"],
    ["app", { npm_config_install: "" }, "app -- --no-install"],
    ["app", { npm_config_git: "false" }, "app -- --no-git"],
    ["app", { npm_config_diff: "true" }, "app -- --diff"],
    ["app", { npm_config_diff: "template.yaml" }, "app -- --diff=template.yaml"],
    ["app", { npm_config_transport: "queue" }, "app -- --transport queue"],
    ["app queue", { npm_config_transport: "true" }, "app -- --transport queue"],
    ["w.yaml app", { npm_config_workflow: "true" }, "app -- --workflow w.yaml"],
    ["app -", { npm_config_workflow: "true" }, "app -- --workflow -"],
    ["app", { npm_config_workflow: "true" }, "app -- --workflow <file>"],
    ["app pnpm", { npm_config_package_manager: "true" }, "app -- --package-manager pnpm"],
    ["app", { npm_config_dry_run: "true", npm_config_json: "true" }, "app -- --dry-run --json"],
  ])("npm create unchain %s with %j: the command that works is %s", (line, kept, corrected) => {
    expect(run(line, kept).problem).toMatchObject({
      code: "NPM_TOOK_FLAG",
      suggestion: `Run: npm create unchain@latest ${corrected}`,
    });
  });

  test.each([
    ["off in .npmrc", "app", { npm_config_yes: "false", npm_config_json: "" }, create],
    ["git's path in .npmrc", "app", { npm_config_git: "/usr/bin/git" }, create],
    ["also on our command line", "app --yes", { npm_config_yes: "true" }, create],
    ["npx --yes is npm's", "app", { npm_config_yes: "true" }, { npm_command: "exec" }],
    [
      "npm create --yes, our flags given",
      "app --workflow w.yaml",
      { npm_config_yes: "true" },
      create,
    ],
    ["a package script", "app", { npm_config_json: "true" }, { npm_command: "run-script" }],
    ["without npm", "app", { npm_config_json: "true" }, {}],
  ])("%s: nothing is wrong", (_, line, kept, base) => {
    expect(run(line, kept, base)).toEqual({ dryRun: false });
  });
});

test("npx passes on what npm exec has kept, --yes too where it was not for npm alone", () => {
  const exec = { npm_command: "exec" };
  const kept = { npm_config_yes: "true", npm_config_transport: "true" };
  expect(run("shop queue", kept, exec).problem?.suggestion).toBe(
    "Run: npx create-unchain@latest shop --transport queue --yes",
  );
});

test("on Windows the command is one that PowerShell leaves whole", () => {
  const windows = { ...create, npm_config_user_agent: "npm/10.5.0 node/v22.0.0 win32 x64" };
  const kept = { npm_config_yes: "true", npm_config_workflow: "true" };
  const { message, suggestion } = run("shop workflow.yaml", kept, windows).problem ?? {};
  expect(suggestion).toBe("Run: npx create-unchain@latest shop --workflow workflow.yaml --yes");
  expect(message).toContain("PowerShell");
});

describe("flags of other commands", () => {
  const add = (kept: Record<string, string>) =>
    findSwallowedFlags(["add", "step", "send"], { ...create, ...kept }, "add step");

  test("the command that works has them", () => {
    expect(
      add({ npm_config_after: "pack", npm_config_on_failure: "continue" }).problem,
    ).toMatchObject({
      suggestion:
        "Run: npm create unchain@latest add step send -- --after pack --on-failure continue",
    });
  });

  test("only those that the command takes are looked for, and npm's own date is none", () => {
    expect(run("app", { npm_config_after: "pack" })).toEqual({ dryRun: false });
    expect(add({ npm_config_before: "2026-01-01T00:00:00.000Z" })).toEqual({ dryRun: false });
    expect(add({ npm_config_before: "Thu Jan 01 2026" })).toEqual({ dryRun: false });
    expect(add({ npm_config_before: "pack" }).problem?.suggestion).toContain("--before pack");
  });
});
