import { beforeAll, describe, expect, test } from "vitest";
import type { Mutation } from "../../mutations/mutation.ts";
import { type Outcome, runMutants } from "../../mutations/run-mutants.ts";
import { mutations } from "../../mutations/table.ts";

const titleOf = ({ transport, file, name }: Mutation) => `${transport}: ${file}: ${name}`;

describe("the generated tests turn red when the generated project is broken", () => {
  let outcomes: Outcome[];
  beforeAll(async () => {
    outcomes = await runMutants(mutations);
  }, 900_000);

  test.each(mutations.map((mutation, index) => [titleOf(mutation), index] as const))(
    "%s",
    (_title, index) => {
      const { sound, broken } = outcomes[index] ?? { sound: [], broken: [] };
      expect(sound.length).toBeGreaterThan(0);
      expect(sound.filter(({ passed }) => !passed)).toEqual([]);
      expect(broken.filter(({ passed }) => !passed)).not.toEqual([]);
    },
  );
});
