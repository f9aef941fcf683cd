import { canFail, isComposite, repeats } from "../../forms/traits.ts";
import type { Plan, PlannedStep } from "../../plan/plan.ts";
import { mapAround } from "../../semantics/compensation-order.ts";
import { pascalCase } from "../../workflow/letter-case.ts";
import { stateKey } from "../../workflow/paths.ts";
import { sureBefore } from "../../workflow/steps/sure-before.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import { LINE_WIDTH, propertyName } from "../layout.ts";

/** The TypeScript type of what every step receives, in a map or outside of all. */
export function stateTypeOf(map: string | undefined): string {
  return map === undefined ? "WorkflowState" : `${pascalCase(map)}ItemState`;
}

/** The TypeScript type of what this step receives; a compensation finds what may be there. */
export function ownStateType({ task, role, map }: PlannedStep): string {
  const type = stateTypeOf(map);
  if (role === "compensation") return type;
  return `StateOf<"${task.name}"${map === undefined ? "" : `, ${type}`}>`;
}

/** The names that the type consists of, in the order of imports. */
export function stateTypeNames({ role, map }: PlannedStep): string[] {
  if (role === "compensation") return [stateTypeOf(map)];
  return map === undefined ? ["StateOf"] : ["StateOf", stateTypeOf(map)].toSorted();
}

/** The properties of a type that has, for each step, the keys of the results that are there. */
export function sureResultLines({ workflow }: Plan): string[] {
  const sure = sureBefore(workflow);
  const none = new Set(sure.filter(({ keys }) => keys.size === 0).map(({ step }) => step));
  return sure.map(({ step, as, more }) => {
    const inherited = as === undefined || none.has(as) ? [] : [`SureResults["${as}"]`];
    return propertyOf(step, [...inherited, ...more.map((key) => `"${key}"`)]);
  });
}

/** The properties of a type that has, for each fallback, the key of the error that is there. */
export function sureErrorLines({ workflow }: Plan): string[] {
  return sureBefore(workflow).flatMap(({ step, error }) =>
    error === undefined ? [] : [propertyOf(step, [`"${error}"`])],
  );
}

/** A property whose type is one of these, broken as Biome breaks unions. */
function propertyOf(name: string, types: readonly string[]): string {
  const start = `  ${propertyName(name)}:`;
  const line = `${start} ${types.join(" | ") || "never"};`;
  if (line.length <= LINE_WIDTH || types.length < 2) return line;
  return [start, ...types.map((type) => `    | ${type}`)].join("\n").concat(";");
}

const resultsTypeOf = (map: string) => `${pascalCase(map)}ItemResults`;

/** The types of the workflow state, and of what the steps inside of each map receive. */
export function stateTypes({ workflow, steps }: Plan) {
  const joined = allSteps(workflow)
    .filter(isComposite)
    .map((step) => ({ step, around: mapAround(workflow, step)?.name }));
  /** The fields that the workflow keeps of its steps, or of the steps for one item of a map. */
  const kept = (map: string | undefined) => {
    const own = steps.filter((step) => step.map === map);
    const inner = joined.filter(({ around }) => around === map).map(({ step }) => step);
    return {
      results: [
        ...own.map(({ key, resultType }) => ({ key, type: resultType })),
        ...inner
          .filter(repeats)
          .map((step) => ({ key: stateKey(step), type: `${resultsTypeOf(step.name)}[]` })),
      ],
      errors: [...own.map(({ key }) => key), ...inner.filter(canFail).map(stateKey)],
    };
  };
  return {
    state: kept(undefined),
    maps: joined
      .filter(({ step }) => repeats(step))
      .map(({ step: { name }, around }) => ({
        name,
        stateType: stateTypeOf(name),
        resultsType: resultsTypeOf(name),
        outerType: stateTypeOf(around),
        isInner: around !== undefined,
        ...kept(name),
      })),
  };
}

/** The names of the types that `src/workflow.ts` has because there are maps. */
export function itemTypes(plan: Plan): string[] {
  const { maps } = stateTypes(plan);
  const names = maps.flatMap(({ stateType, resultsType }) => [stateType, resultsType]);
  return names.length > 0 ? [...names, "ItemState"] : [];
}
