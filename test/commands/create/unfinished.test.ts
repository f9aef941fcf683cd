import { expect, test } from "vitest";
import { unfinishedAnswers, unfinishedText } from "../../../src/commands/create/unfinished.ts";
import { askOn, type Left } from "../../../src/prompts/session.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { nothingKnown } from "../../prompts/ask-project.ts";
import { questionsIn, scriptedAsk } from "../../prompts/scripted-ask.ts";

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
  const text = unfinishedText({ answers }, "unchain --workflow w.yaml");
  expect(text.split("\n")[0]).toContain("unchain --workflow w.yaml");
  expect(read(text)).toEqual({ answers });
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

test.each([
  ["the workflow", (text: string) => text.replace("name: pay", "name: charge"), ["charge"]],
  ["a question", (text: string) => text.replace("What is the first step?", "First?"), ["pay"]],
  ["the line of answers", (text: string) => text.replace(/\[\{/, "["), ["pay"]],
  ["nothing", (text: string) => text, undefined],
])(
  "where somebody has changed %s since, the questions go on behind the last step",
  async (_, change, names) => {
    const conversation = {
      given: [
        { message: "Name of the workflow", answer: "trip" },
        { message: "What is it deployed with?", answer: "sam" },
        { message: "What is the first step?", answer: "task" },
        { message: "Step 1: its name", answer: "pay" },
      ],
      takenBack: new Map(),
    };
    const answers = { name: "trip", infrastructure: "sam" as const, steps: [{ name: "pay" }] };
    const text = unfinishedText({ answers, session: { start: {}, conversation } }, "go on");
    const asked = scriptedAsk([]);
    const left = read(change(text)) as Left;
    const project = await askOn(asked, nothingKnown, {}, left, async () => {});
    expect(project?.workflow.steps.map(({ name }) => name)).toEqual(names ?? ["pay"]);
    const first = questionsIn(asked.log).find((line) => !line.startsWith(" "));
    expect(first).toBe(
      names ? "What next?: done" : "When pay fails for good, after its retries: fail",
    );
  },
);
