import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderWorkflow } from "../../../src/testing.ts";
import { exampleNames, readExample } from "../../examples.ts";
import { type ExpectedRun, exampleRuns, type Steps } from "./example-runs.ts";
import { runLocally } from "./project-commands.ts";
import { expectPassing, expectTidy, useProject } from "./sound-project.ts";

test("there are runs for every example", () => {
  expect(Object.keys(exampleRuns).toSorted()).toEqual(exampleNames);
});

describe.each(exampleNames)("%s", (name) => {
  const root = useProject(() => renderWorkflow(readExample(name)));

  test("is formatted, linted and type-checked", () => expectTidy(root()));

  test("passes its own tests", async () => {
    await expectPassing(root(), 100);
  });

  test.each(exampleRuns[name] ?? [])("does what its author expects: $situation", async (run) => {
    await expectRun(root(), run);
  });
});

async function expectRun(root: string, expected: ExpectedRun): Promise<void> {
  const { input, answers = {}, faults = [], status = "succeeded", done, undone = [] } = expected;
  writeFileSync(join(root, "events/run.json"), JSON.stringify(input));
  const restore = Object.entries(answers).map(([step, answer]) => writeStep(root, step, answer));
  const { exitCode, result, stderr } = await runLocally(
    root,
    ...["--input", "events/run.json", ...faults],
  );
  for (const back of restore) back();
  expect(stderr).toBe("");
  expect({ exitCode, status: result.status }).toEqual({
    exitCode: status === "succeeded" ? 0 : 1,
    status,
  });
  const events: { at: number; step: string; outcome: string }[] = result.events;
  const succeeded = events.filter(({ outcome }) => outcome === "succeeded");
  const steps = [...done, ...undone];
  expect(inGroups(succeeded, steps)).toEqual(steps.map(sorted));
  if (status === "succeeded") {
    expect(Object.keys(result.state.errors).toSorted()).toEqual(expected.noted ?? []);
  }
  for (const [step, count] of Object.entries(expected.tries ?? {})) {
    expect([step, events.filter((event) => event.step === step).length]).toEqual([step, count]);
  }
  if (expected.seconds !== undefined) expect(events.at(-1)?.at).toBe(expected.seconds * 1000);
  const queues = result.deadLetters.map(({ queue }: { queue: string }) => queue);
  expect(queues).toEqual(expected.deadLetters ?? []);
}

/** Lets a step return what its author would have it return; gives back how to undo that. */
function writeStep(root: string, step: string, answer: object): () => void {
  const path = join(root, "src/steps", `${step}.ts`);
  const text = readFileSync(path, "utf8");
  const written = text.replace(/return \{.*?\};\n/s, () => `return ${JSON.stringify(answer)};\n`);
  expect(written).not.toBe(text);
  writeFileSync(path, written);
  return () => writeFileSync(path, text);
}

/** The steps that succeeded, grouped as those expected are; those left over in a group of their own. */
function inGroups(events: readonly { step: string }[], expected: Steps): readonly string[][] {
  const names = events.map(({ step }) => step);
  const groups = expected.map((group) => sorted(names.splice(0, [group].flat().length)));
  return names.length > 0 ? [...groups, names] : groups;
}

function sorted(group: Steps[number]): string[] {
  return [group].flat().toSorted();
}
