import { sampleState } from "../../plan/sample-state.ts";
import type { World } from "../../plan/trace.ts";
import { code, fitArguments, fitLiteral, spread } from "../layout.ts";
import type { TestLayout } from "./test-layout.ts";

/** Behind an input that is written down, where the input has a type of its own. */
export const AS_INPUT = " as workflow.WorkflowInput";

/** Whether steps have to answer with more than their names. */
export function hasAnswers({ answers }: World): boolean {
  return Object.keys(answers).length > 0;
}

/** Whether every workflow has keys of its own, or all have the same. */
export type Keys = "own" | "shared";

/** What a test says about its world, where that is another than the plain one. */
export function worldLines(layout: TestLayout, world: World, keys: Keys = "own"): string[] {
  return [...inputLines(layout, world, keys), ...answersLines(layout, world, keys)];
}

/** The same for a test that says itself what steps answer. */
export function inputLines(layout: TestLayout, { input }: World, keys: Keys = "own"): string[] {
  const { plain, typed, keyed } = layout;
  if (isSame(input, plain.input)) return [];
  return [
    keyed
      ? keyedInputLine(layout, input as object, keys)
      : fitLiteral("      input: ", input, `${typed ? AS_INPUT : ""},`),
  ];
}

/** What answers as steps do in this world, from `before` to `after`. */
export function answersIn(
  { plain }: TestLayout,
  { answers }: World,
  before: string,
  after: string,
): string {
  if (isSame(answers, {})) return `${before}answer${after}`;
  if (isSame(answers, plain.answers)) return `${before}answering(answers)${after}`;
  return fitLiteral(`${before}answering(`, withoutName(answers), `)${after}`);
}

/** What steps answer in this world, where that is something else than in the plain one. */
export function answersLines(
  { plain, resultKeys }: TestLayout,
  { answers }: World,
  keys: Keys,
): string[] {
  if (isSame(answers, plain.answers)) return [];
  const base = keys === "shared" && resultKeys ? [code("withSharedKeys")] : [];
  return [fitArguments("      run: answering(", [withoutName(answers), ...base], "),")];
}

function keyedInputLine({ plain, workflow }: TestLayout, input: object, keys: Keys): string {
  const id = keys === "shared" ? '"shared"' : "id";
  const withKeys = (one: unknown) => sampleState(workflow, code(id), one as object).input;
  const usual = withKeys(plain.input);
  const changed = Object.entries(withKeys(input)).filter(
    ([name, value]) => !isSame(value, usual[name]),
  );
  const literal = spread(`inputOf(${id})`, Object.fromEntries(changed));
  return keys === "shared"
    ? fitLiteral("      input: ", literal, ",")
    : fitLiteral("      input: (id: string) => (", literal, "),");
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Every step answers with its name; what is said here is what it answers besides. */
export function withoutName(answers: World["answers"]): object {
  return Object.fromEntries(
    Object.entries(answers).map(([step, answer]) => {
      const { by, ...rest } = answer as { readonly by?: unknown };
      return [step, by === step ? rest : answer];
    }),
  );
}
