import { beforeAll, describe, expect, test } from "vitest";
import { type Mutation, mutate } from "../../mutations/mutation.ts";
import { type Outcome, runMutants } from "../../mutations/run-mutants.ts";
import { mutations } from "../../mutations/table.ts";
import { renderProject } from "./install-project.ts";

const titleOf = ({ transport, file, name }: Mutation) => `${transport}: ${file}: ${name}`;

describe("the generated tests turn red when the generated project is broken", () => {
  let outcomes: Outcome[];
  beforeAll(async () => {
    outcomes = await runMutants(mutations);
  }, 1_800_000);

  test.each(mutations.map((mutation, index) => [titleOf(mutation), mutation, index] as const))(
    "%s",
    (_title, mutation, index) => {
      const text = renderProject(mutation.workflow, mutation.transport)[mutation.file];
      expect(text && mutate(mutation, text), "the place to break").toBeDefined();
      const { sound, broken } = outcomes[index] ?? { sound: [], broken: [] };
      expect(sound.length).toBeGreaterThan(0);
      expect(sound.filter(({ passed }) => !passed)).toEqual([]);
      expect(broken.filter(({ passed }) => !passed)).not.toEqual([]);
    },
  );
});
