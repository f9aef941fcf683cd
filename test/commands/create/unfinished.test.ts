import { expect, test } from "vitest";
import { unfinishedAnswers, unfinishedText } from "../../../src/commands/create/unfinished.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";

const read = (text: string) => unfinishedAnswers({ text, path: "w.yaml" });

test("answers that lack what is still to come can be gone on with, and are no workflow yet", () => {
  const answers = {
    name: "trip",
    trigger: { api: "POST /trips" },
    steps: [
      { name: "pay", onFailure: "continue" as const },
      { name: "book", parallel: [{ steps: [{ name: "book-hotel", compensation: "cancel" }] }] },
      { name: "size", choice: [] },
    ],
  };
  const text = unfinishedText(answers, "unchain --workflow w.yaml");
  expect(text.split("\n")[0]).toContain("unchain --workflow w.yaml");
  expect(read(text)).toEqual(answers);
  expect(parseWorkflow(text, "w.yaml").problems.map(({ code }) => code)).toContain(
    "LIST_TOO_SHORT",
  );
});

test.each([
  ["no YAML", "name: [", "YAML_SYNTAX"],
  ["no workflow", "[1]", "NOT_A_MAPPING"],
  ["a key that is none", "name: a\nsteps:\n  - { name: b, onFailur: fail }", "UNKNOWN_KEY"],
])("what has become %s is refused with its problems", (_, text, code) => {
  expect(read(text)).toEqual([
    expect.objectContaining({ code, path: "w.yaml", line: 1 + (text.match(/\n/g)?.length ?? 0) }),
  ]);
});
