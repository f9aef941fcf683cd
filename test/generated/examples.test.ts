import { describe, expect, test } from "vitest";
import { renderWorkflow } from "../../src/testing.ts";
import { type ExpectedRun, exampleRuns, type Steps } from "../e2e/generated/example-runs.ts";
import { exampleNames, readExample } from "../examples.ts";
import { expectPassing } from "./run/expect-passing.ts";
import type { Files } from "./run/project-files.ts";
import { runLocally } from "./run/run-locally.ts";

test("there are runs for every example", () => {
  expect(Object.keys(exampleRuns).toSorted()).toEqual(exampleNames);
});

describe.each(exampleNames)("%s", (name) => {
  const files = renderWorkflow(readExample(name));

  test("passes its own tests", async () => {
    await expectPassing(files, 100);
  });

  test.each(exampleRuns[name] ?? [])("does what its author expects: $situation", async (run) => {
    await expectRun(files, run);
  });

  test.each(localCommands(files))(
    "its README reaches the step that it names: $line",
    async (run) => {
      const { args, steps, answers } = run;
      const { result, stderr } = await runLocally(withAnswers(files, answers), ...args);
      expect(stderr).toBe("");
      const ran = result.events.map(({ step }: { step: string }) => step);
      expect(ran).toEqual(expect.arrayContaining(steps));
    },
  );

  test("its README says for every branch how to come there", () => {
    const readme = files["README.md"] ?? "";
    for (const step of branchStarts[name] ?? [])
      expect(readme).toMatch(new RegExp(`^# ${step}\\b`, "m"));
  });
});

/** The first steps of the branches that the example's own input does not lead to. */
const branchStarts: Readonly<Record<string, readonly string[]>> = {
  dunning: ["call-customer"],
  "image-pipeline": ["add-watermark"],
  "machine-alarm": ["stop-machine"],
  "order-fulfilment": ["reserve-gift-box"],
  refund: ["announce-refund"],
  "travel-booking": ["book-car"],
};

/** The commands of a README that run the workflow, and what they are about. */
function localCommands(files: Files) {
  const lines = (files["README.md"] ?? "").split("\n");
  return lines.flatMap((line, index) => {
    const [, words] = /^npm run local -- (.+)$/.exec(line) ?? [];
    if (words === undefined) return [];
    const args = [...words.matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, word = ""]) => quoted ?? word,
    );
    const [, about, where = ""] =
      /^# ([\w-]+)(?:, where (.+))?$/.exec(lines[index - 1] ?? "") ?? [];
    const faults = args.filter((_, at) => at > 0 && !["--input", undefined].includes(args[at - 1]));
    const named = faults
      .filter((word) => !word.startsWith("--"))
      .map((word) => word.replace(/(?::\w+?)?(?:x\d+)?$/, ""));
    const answers = [...where.matchAll(/([\w-]+) returns (\{.+?\})(?=, | and |$)/g)].map(
      ([, step = "", answer = ""]) => [step, JSON.parse(answer)],
    );
    return [
      {
        line,
        args,
        steps: about ? [...named, about] : named,
        answers: Object.fromEntries(answers),
      },
    ];
  });
}

async function expectRun(files: Files, expected: ExpectedRun): Promise<void> {
  const { input, answers = {}, faults = [], status = "succeeded", done, undone = [] } = expected;
  const { exitCode, result, stderr } = await runLocally(
    { ...withAnswers(files, answers), "events/run.json": JSON.stringify(input) },
    ...["--input", "events/run.json", ...faults],
  );
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
  const tries = events.filter(({ outcome }) => outcome !== "skipped");
  for (const [step, count] of Object.entries(expected.tries ?? {})) {
    expect([step, tries.filter((event) => event.step === step).length]).toEqual([step, count]);
  }
  if (expected.seconds !== undefined) expect(events.at(-1)?.at).toBe(expected.seconds * 1000);
  const queues = result.deadLetters.map(({ queue }: { queue: string }) => queue);
  expect(queues).toEqual(expected.deadLetters ?? []);
}

/** Returns the project with steps that return what their author would have them return. */
function withAnswers(files: Files, answers: Readonly<Record<string, object>>): Files {
  const steps = Object.entries(answers).map(([step, answer]) => {
    const path = `src/steps/${step}.ts`;
    const text = files[path] ?? "";
    const written = text.replace(/return \{.*?\};\n/s, () => `return ${JSON.stringify(answer)};\n`);
    expect(written).not.toBe(text);
    return [path, written];
  });
  return { ...files, ...Object.fromEntries(steps) };
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
