import fc from "fast-check";
import { expect, test } from "vitest";
import { unfinishedAnswers, unfinishedText } from "../../src/commands/create/unfinished.ts";
import { draft, type WorkflowAnswers } from "../../src/prompts/answers.ts";
import type { Ask } from "../../src/prompts/ask.ts";
import { withBack } from "../../src/prompts/back.ts";
import { askProject } from "../../src/prompts/project-questions.ts";
import { askOn, type Left } from "../../src/prompts/session.ts";
import { allSteps } from "../../src/workflow/steps/traversal.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";
import { nothingKnown } from "./ask-project.ts";
import { hesitatingAsk, leavingAsk, randomAsk } from "./random-ask.ts";

const asked = (person: Ask, note: (answers: WorkflowAnswers) => void = () => {}) =>
  withBack(person, (ask) => askProject(ask, { ...nothingKnown, note }));

const walk = (numRuns: number) => ({ numRuns, seed: 7 });
const anySeed = fc.integer();
const anyCount = fc.integer({ min: 20, max: 80 });

test("whatever is answered or taken back, there is always an answer that will do, and the workflow is valid", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anySeed, anyCount, async (seed, count) => {
      const project = await asked(randomAsk(seed, count, 0.1).ask);
      if (project === undefined) return;
      for (const { form } of allSteps(project.workflow)) seen.add(form);
      expect(parseWorkflow(writeWorkflow(project.workflow), "workflow.yaml").problems).toEqual([]);
    }),
    walk(30),
  );
  expect([...seen].toSorted()).toEqual(["approval", "choice", "map", "parallel", "task", "wait"]);
}, 60_000);

test("who goes back finds each answer as it was, and comes to the same project", async () => {
  await fc.assert(
    fc.asyncProperty(anySeed, anyCount, async (seed, count) => {
      const { ask, answers } = randomAsk(seed, count, 0);
      const project = await asked(ask);
      expect(await asked(hesitatingAsk(answers, seed))).toEqual(project);
    }),
    walk(20),
  );
}, 60_000);

test("who leaves at any question can keep all answers, and go on with them", async () => {
  await fc.assert(
    fc.asyncProperty(anySeed, anyCount, async (seed, count) => {
      const noted: WorkflowAnswers[] = [];
      await asked(randomAsk(seed, count, 0).ask, (answers) => noted.push(answers));
      for (const answers of noted.slice(-30)) {
        expect(draft(kept({ answers }).answers)).toEqual(draft(answers));
      }
    }),
    walk(20),
  );
}, 60_000);

test("who leaves at any two questions goes on there, and comes to the same project", async () => {
  const at = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(anySeed, anyCount, at, at, async (seed, count, ...fractions) => {
      const { ask, answers } = randomAsk(seed, count, 0);
      const project = await asked(ask);
      const leaves = fractions.map((part) => 1 + Math.floor(part * (answers.length - 1)));
      let left: Left | undefined;
      let from = 0;
      for (const to of leaves.toSorted((a, b) => a - b)) {
        left = await leftBy(leavingAsk(answers.slice(from, to), from > 0), left);
        from = to;
      }
      const rest = leavingAsk(answers.slice(from), true);
      expect(await askOn(rest, nothingKnown, {}, left, async () => {})).toEqual(project);
    }),
    walk(20),
  );
}, 60_000);

/** Reads again the text that is kept. */
const kept = (left: Left): Left => {
  const read = unfinishedAnswers({ text: unfinishedText(left, "go on"), path: "w.yaml" });
  if ("answers" in read) return read;
  throw new Error(`Not read: ${JSON.stringify(read)}`);
};

async function leftBy(person: Ask, left: Left | undefined): Promise<Left> {
  let last: Left | undefined;
  const end = askOn(person, nothingKnown, {}, left, async (_, now) => {
    last = kept(now);
  });
  await expect(end).rejects.toThrow("Ctrl-C");
  return last as unknown as Left;
}
