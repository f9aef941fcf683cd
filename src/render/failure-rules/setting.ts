import type { PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { sampleState } from "../../scenarios/sample-state.ts";
import type { Fixture } from "../../semantics/trace.ts";
import { arrow, code, spread } from "../layout.ts";
import { injected } from "./fault-literals.ts";
import type { RulesLayout } from "./rules-layout.ts";

/** The begin of a row's run; a property that is left out is as in every run. */
export interface Setting {
  readonly input?: object;
  readonly answers?: object;
  readonly faults?: readonly object[];
}

/** Returns the setting of a run in a fixture, with these faults. */
export function settingOf(
  layout: RulesLayout,
  fixture: Fixture,
  faults: readonly (PlannedFault | object)[] = [],
): Setting {
  const { plain, keyed } = layout;
  return {
    ...(!isSame(fixture.input, plain.input) && {
      input: keyed ? keyedInput(layout, fixture.input as object) : (fixture.input as object),
    }),
    ...answersOf(layout, fixture),
    ...(faults.length > 0 && {
      faults: faults.map(literalOf),
    }),
  };
}

/** Returns a fault of the plan as a literal; others are literals already. */
export function literalOf(one: PlannedFault | object): object {
  return "kind" in one ? injected(one) : one;
}

/** Returns the answers of a fixture as a property, where they are others than in every run. */
export function answersOf({ plain }: RulesLayout, { answers }: Fixture): Pick<Setting, "answers"> {
  return isSame(answers, plain.answers) ? {} : { answers: withoutName(answers) };
}

/**
 * Returns the input of every run, with what is different in this one; the whole of it where something
 * is missing.
 */
function keyedInput({ plain, workflow }: RulesLayout, input: object): object {
  const withKeys = (one: unknown) => sampleState(workflow, code("id"), one as object).input;
  const [usual, own] = [withKeys(plain.input), withKeys(input)];
  if (Object.keys(usual).some((name) => !(name in own))) return arrow("(id: string)", own);
  const changed = Object.entries(own).filter(([name, value]) => !isSame(value, usual[name]));
  return arrow("(id: string)", spread("inputOf(id)", Object.fromEntries(changed)));
}

/** Tells whether two JSON values are written alike. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns answers without the name of the step, which every step answers with. */
export function withoutName(answers: Fixture["answers"]): object {
  return Object.fromEntries(
    Object.entries(answers).map(([step, answer]) => {
      const { by, ...rest } = answer as { readonly by?: unknown };
      return [step, by === step ? rest : answer];
    }),
  );
}
