import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHELLS } from "../../src/commands/definitions/commands.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { CLI, cleanEnv, emptyDirectory, pathWith, run } from "./command-line.ts";

const home = emptyDirectory();
const below = join(home, "src");
const env = {
  ...cleanEnv(),
  ...pathWith(home, "unchain", `exec '${process.execPath}' '${CLI}' "$@"`),
};

beforeAll(async () => {
  mkdirSync(below);
  writeFileSync(join(home, "workflow.yaml"), orderProcessingYaml);
  for (const shell of SHELLS) {
    writeFileSync(join(home, shell), (await run(["completion", shell], { cwd: home })).stdout);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

const has = (shell: string) =>
  process.platform !== "win32" && spawnSync(shell, ["-c", "exit 0"]).status === 0;

function linesOf(shell: string, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(shell, args, { cwd: below, env, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter(Boolean).sort();
}

/** The words that are typed, the last being begun, and those that a shell offers. */
const CASES: readonly (readonly [typed: readonly string[], offered: readonly string[]])[] = [
  [["s"], ["schema", "status", "sync"]],
  [
    ["remove", "step", "create-"],
    ["create-invoice", "create-order"],
  ],
  [["new", "--transport", "s"], ["state-machine"]],
  [["add", "step", "x", "--conf"], ["--conflict"]],
  [["new", "--workflow", "../work"], ["../workflow.yaml"]],
  [["add", "step", "x", "--timeout", ""], []],
];

describe.skipIf(!has("bash"))("bash", () => {
  const complete = (typed: readonly string[]) => {
    const words = ["unchain", ...typed].map((word) => `'${word}'`).join(" ");
    const script = `set -u; source ../bash; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}
      _unchain; [ \${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`;
    return linesOf("bash", ["--norc", "-c", script]);
  };

  test.each(CASES)("%j: %j", (typed, offered) => {
    expect(complete(typed)).toEqual(offered);
  });

  test("behind =, and directories", () => {
    expect(complete(["new", "--transport", "=", "q"])).toEqual(["queue"]);
    expect(complete(["new", "--workflow", "=", "../work"])).toEqual(["../workflow.yaml"]);
    expect(complete(["sync", "--cwd", "../s"])).toEqual(["../src"]);
  });

  test("for both names of the command", () => {
    const script = "source ../bash; complete -p unchain create-unchain";
    expect(linesOf("bash", ["--norc", "-c", script])).toEqual([
      "complete -F _unchain create-unchain",
      "complete -F _unchain unchain",
    ]);
  });
});

describe.skipIf(!has("fish"))("fish", () => {
  test.each(CASES)("%j: %j", (typed, offered) => {
    const line = ["unchain", ...typed].join(" ");
    const lines = linesOf("fish", ["-N", "-c", `source ../fish; complete -C '${line}'`]);
    expect(lines.map((offer) => offer.split("\t")[0])).toEqual(offered);
  });
});

describe.skipIf(!has("zsh"))("zsh", () => {
  test("reads the script", () => {
    expect(linesOf("zsh", ["-n", "../zsh"])).toEqual([]);
  });
});
