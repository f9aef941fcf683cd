import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tasksOf } from "../src/workflow/names.ts";
import { parseWorkflow } from "../src/workflow/text/parse.ts";
import { exampleRuns } from "./e2e/generated/example-runs.ts";
import { exampleNames, readExample } from "./examples.ts";

test("the index names every example, and no other", () => {
  const index = readFileSync(new URL("../examples/README.md", import.meta.url), "utf8");
  const linked = [...index.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\) \|/gm)];
  expect(linked.map(([, name]) => name)).toEqual(exampleNames);
  for (const [, name, path] of linked) expect(path).toBe(`${name}/workflow.yaml`);
});

test("there are twelve beside the order example", () => {
  expect(exampleNames.length).toBeGreaterThanOrEqual(12);
});

describe.each(exampleNames)("%s", (name) => {
  const text = readExample(name);
  const { workflow, problems } = parseWorkflow(text, `examples/${name}/workflow.yaml`);

  test("is valid, named like its folder, and says which situation it comes from", () => {
    expect(problems).toEqual([]);
    expect(workflow).toMatchObject({ name, transport: expect.any(String) });
    expect(text).toMatch(/^(?:# .*\r?\n){2,}name: /);
  });

  test("is run with success and with at least two faults", () => {
    const runs = exampleRuns[name] ?? [];
    const faulty = runs.filter(({ faults = [] }) => faults.length > 0);
    expect(runs.length - faulty.length).toBeGreaterThanOrEqual(1);
    expect(faulty.length).toBeGreaterThanOrEqual(2);
  });

  test("has runs in which each of its steps succeeds", () => {
    const done = (exampleRuns[name] ?? []).flatMap((run) =>
      [...run.done, ...(run.undone ?? [])].flat(),
    );
    const tasks = workflow ? tasksOf(workflow).map((task) => task.name) : [];
    expect(tasks.filter((task) => !done.includes(task))).toEqual([]);
  });
});
