import { describe, expect, test } from "vitest";
import type { Infrastructure, TransportName } from "../../src/workflow/workflow.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import type { Files } from "../generated/run/project-files.ts";
import { runProjectTests, type TestResult } from "../generated/run/run-tests.ts";
import { type Mutation, mutate } from "./mutation.ts";
import { mutations } from "./table.ts";

/** Declares a test for each mutation of a transport: it turns a test red that is green without it. */
export function testMutants(transport: TransportName, infrastructure?: Infrastructure): void {
  const rows = mutations.filter(
    (mutation) => mutation.transport === transport && mutation.infrastructure === infrastructure,
  );
  const projects = new Map<string, Files>();
  const results = new Map<string, Promise<TestResult[]>>();

  const filesOf = ({ workflow }: Mutation): Files =>
    remembered(projects, workflow, () => renderProject(workflow, transport, infrastructure));

  /** The results of all tests that some mutation of the same project and file of tests names. */
  const soundResults = (mutation: Mutation): Promise<TestResult[]> =>
    remembered(results, `${mutation.workflow} ${mutation.test}`, () => {
      const same = rows.filter(
        ({ workflow, test }) => workflow === mutation.workflow && test === mutation.test,
      );
      const reds = same.map(({ red }) => red);
      return run(filesOf(mutation), mutation, reds);
    });

  describe("the generated tests turn red when the generated project is broken", () => {
    test.each(rows.map((mutation) => [titleOf(mutation), mutation] as const))(
      "%s",
      async (_title, mutation) => {
        const { file, red } = mutation;
        const files = filesOf(mutation);
        const broken = mutate(mutation, files[file] ?? "");
        if (broken === undefined) throw new Error("There is no such place to break.");
        const sound = (await soundResults(mutation)).filter(({ name }) => red.test(name));
        expect(sound.length).toBeGreaterThan(0);
        expect(sound.filter(({ passed }) => !passed)).toEqual([]);
        const results = await run({ ...files, [file]: broken }, mutation, [red]);
        expect(results.filter(({ name, passed }) => red.test(name) && !passed)).not.toEqual([]);
      },
    );
  });
}

const titleOf = ({ transport, file, name }: Mutation) => `${transport}: ${file}: ${name}`;

function run(files: Files, { test }: Mutation, reds: readonly RegExp[]): Promise<TestResult[]> {
  return runProjectTests(files, {
    file: (path) => path === `test/${test}.test.ts`,
    name: (name) => reds.some((red) => red.test(name)),
    slow: true,
  });
}

function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const value = known.get(key) ?? work();
  known.set(key, value);
  return value;
}
