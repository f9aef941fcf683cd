import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complete } from "../../../src/cli/completion/complete.ts";
import { completionAnswer } from "../../../src/cli/completion/completion.ts";
import { COMMAND_NAMES, flagsOf, SHELLS } from "../../../src/commands/definitions/commands.ts";
import { FLAGS, type Flag } from "../../../src/commands/definitions/flags.ts";
import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";

let below: string;
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "unchain-completion-"));
  below = join(home, "src");
  mkdirSync(below);
  writeFileSync(join(home, "workflow.yaml"), orderProcessingYaml);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const offered = (typed: readonly string[]) =>
  complete(typed.at(-1) ?? "", typed.slice(0, -1), below);

function words(...typed: string[]): readonly string[] {
  const offers = offered(typed);
  return typeof offers === "string" ? [offers] : offers.map(([word]) => word).sort();
}

const STEPS = ["create-order", "process-payment", "create-invoice"];
const dashed = (flags: readonly Flag[]) => flags.map((flag) => `--${flag}`).sort();

test.each<readonly [typed: readonly string[], expected: readonly string[]]>([
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
  [["rename", "step", "pack", ""], []],
  [["add", "step", ""], []],
  [["add", "step", "x", "--after", "create-o"], ["create-order"]],
  [
    ["add", "step", "x", "--on-failure", "c"],
    ["compensate", "continue"],
  ],
  [["new", "--transport", "s"], ["state-machine"]],
  [["new", "--transport=s"], ["--transport=state-machine"]],
  [["new", "--yes", ""], [":directory"]],
  [["new", "--workflow", ""], [":file"]],
  [["sync", "--cwd=x"], [":directory"]],
  [["edit", "step", "a", "--without", "re"], ["retry"]],
  [["completion", ""], [...SHELLS].sort()],
  [["help", "sy"], ["sync"]],
  [["help", "fl"], ["flags"]],
  [["--"], ["--help", "--version"]],
  [["sync", "--"], dashed(flagsOf("sync"))],
  [["add", "step", "--"], dashed(flagsOf("add step"))],
  [["add", "step", "x", "--timeout", ""], []],
])("%j: %j", (typed, expected) => {
  expect(words(...typed)).toEqual(expected);
});

test("a value behind =, which bash takes for a word", () => {
  expect(words("new", "--transport", "=", "q")).toEqual(["queue"]);
  expect(words("new", "--transport", "=")).toEqual(["queue", "state-machine"]);
  expect(words("new", "--transport", "=", "queue", "--jso")).toEqual(["--json"]);
});

describe("every command, flag and value", () => {
  test("first and second words", () => {
    const reached = COMMAND_NAMES.flatMap((name) => {
      const [first = "", second] = name.split(" ");
      return second === undefined
        ? words(first).filter((word) => word === first)
        : words(first, second).map((word) => `${first} ${word}`);
    });
    expect(reached).toEqual(COMMAND_NAMES);
  });

  test.each(COMMAND_NAMES)("the flags of %s, each with a line about it", (name) => {
    const offers = offered([...name.split(" "), "--"]);
    expect(offers).toHaveLength(flagsOf(name).length);
    for (const [, about] of offers) expect(about).not.toBe("");
  });

  test.each(
    Object.entries(FLAGS).flatMap(([flag, definition]) =>
      "choices" in definition ? [[flag, definition.choices] as const] : [],
    ),
  )("--%s", (flag, choices) => {
    expect(words("new", `--${flag}`, "")).toEqual([...choices].sort());
  });
});

test("an answer has a line for each word, what it is about behind a tab", () => {
  expect(completionAnswer(["current=ed"], below)).toMatch(/^edit\t[^\t\n]+\n$/);
  expect(completionAnswer(["current=p", "edit", "step"], below)).toBe("process-payment\n");
  expect(completionAnswer(["current=", "new", "--workflow"], below)).toBe(":file\n");
});
