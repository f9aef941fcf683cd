import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completionScript } from "../../../src/cli/completion/completion.ts";
import { COMMAND_NAMES, flagsOf, SHELLS } from "../../../src/commands/definitions/commands.ts";
import { FLAGS, type Flag } from "../../../src/commands/definitions/flags.ts";
import { RULE_FLAGS } from "../../../src/commands/definitions/rule-flags.ts";
import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";

let below: string;
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "unchain-completion-"));
  below = join(home, "src");
  mkdirSync(below);
  writeFileSync(join(home, "workflow.yaml"), orderProcessingYaml);
  for (const shell of SHELLS) writeFileSync(join(home, shell), completionScript(shell));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const has = (shell: string) =>
  process.platform !== "win32" && spawnSync(shell, ["-c", "exit 0"]).status === 0;

const STEPS = ["create-order", "process-payment", "create-invoice"];
const dashed = (flags: readonly Flag[]) => flags.map((flag) => `--${flag}`).sort();

/** What is typed, the last word being begun, and what a shell offers. */
const CASES: readonly (readonly [typed: readonly string[], offered: readonly string[]])[] = [
  [["a"], ["add"]],
  [["s"], ["schema", "status", "sync"]],
  [["add", ""], ["step"]],
  [
    ["remove", "step", "create-"],
    ["create-invoice", "create-order"],
  ],
  [["edit", "step", ""], [...STEPS].sort()],
  [["edit", "--timeout", "3s", "step", "p"], ["process-payment"]],
  [["rename", "step", "process"], ["process-payment"]],
  [["add", "step", "x", "--after", "create-o"], ["create-order"]],
  [
    ["add", "step", "x", "--on-failure", "c"],
    ["compensate", "continue"],
  ],
  [["new", "--transport", "s"], ["state-machine"]],
  [["edit", "step", "a", "--without", "re"], ["retry"]],
  [["completion", ""], [...SHELLS].sort()],
  [["help", "sy"], ["sync"]],
  [["sync", "--"], dashed(flagsOf("sync"))],
  [["add", "step", "--"], dashed(flagsOf("add step"))],
  [["add", "step", "x", "--timeout", ""], []],
];

describe.skipIf(!has("bash"))("bash", () => {
  const complete = (words: readonly string[]): string[] => {
    const typed = ["unchain", ...words].map((word) => `'${word}'`).join(" ");
    const script = `set -u; source ../bash; COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; COMPREPLY=()
      _unchain; [ \${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"; complete -p unchain create-unchain >&2`;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], {
      cwd: below,
      encoding: "utf8",
    });
    expect(stderr).toBe("complete -F _unchain unchain\ncomplete -F _unchain create-unchain\n");
    return stdout.split("\n").filter(Boolean).sort();
  };

  test.each(CASES)("%j: %j", (typed, offered) => {
    expect(complete(typed)).toEqual(offered);
  });

  test("a value behind =, which bash takes for a word", () => {
    expect(complete(["new", "--transport", "=", "q"])).toEqual(["queue"]);
    expect(complete(["new", "--transport", "="])).toEqual(["queue", "state-machine"]);
    expect(complete(["new", "--transport", "=", "queue", "--jso"])).toEqual(["--json"]);
  });

  test("files and directories", () => {
    expect(complete(["new", "--workflow", "../work"])).toEqual(["../workflow.yaml"]);
    expect(complete(["sync", "--cwd", "../s"])).toEqual(["../src"]);
  });
});

describe.skipIf(!has("fish"))("fish", () => {
  test.each(CASES)("%j: %j", (typed, offered) => {
    const line = ["unchain", ...typed].join(" ");
    const { stdout } = spawnSync("fish", ["-N", "-c", `source ../fish; complete -C '${line}'`], {
      cwd: below,
      encoding: "utf8",
    });
    const words = stdout.split("\n").filter(Boolean);
    expect([...new Set(words.map((word) => word.split("\t")[0]))].sort()).toEqual(
      offered.filter((word) => word !== "-h" && word !== "-v"),
    );
  });
});

describe.skipIf(!has("zsh"))("zsh", () => {
  test("reads the script", () => {
    expect(spawnSync("zsh", ["-n", "../zsh"], { cwd: below }).status).toBe(0);
  });
});

describe.each(SHELLS)("the script for %s", (shell) => {
  const script = completionScript(shell);

  test("knows every command, every flag and every value", () => {
    for (const word of COMMAND_NAMES.flatMap((name) => name.split(" "))) {
      expect(script).toContain(word);
    }
    for (const [flag, definition] of Object.entries(FLAGS)) {
      expect(script).toMatch(new RegExp(`(?:--|-l )${flag}\\b`));
      for (const choice of "choices" in definition ? definition.choices : []) {
        expect(script).toContain(choice);
      }
    }
    expect(RULE_FLAGS.every((flag) => script.includes(flag))).toBe(true);
  });
});
