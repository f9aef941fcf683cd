import fc from "fast-check";
import { canFail, type FailableStep } from "../../../src/forms/traits.ts";
import { DEFAULTS } from "../../../src/workflow/defaults.ts";
import type { Path } from "../../../src/workflow/findings/finding.ts";
import { stateKey } from "../../../src/workflow/paths.ts";
import { checkRules } from "../../../src/workflow/rules/rules.ts";
import { placedSteps, taskSteps } from "../../../src/workflow/steps/traversal.ts";
import type {
  Comparison,
  Condition,
  FailureRules,
  OnFailure,
  Step,
  Task,
  Workflow,
} from "../../../src/workflow/workflow.ts";

/** Which forms of steps there may be besides tasks. */
export type FormName = "wait" | "choice" | "parallel" | "map" | "approval";

interface Shape {
  readonly form: "task" | FormName;
  readonly onFailure: OnFailure;
  readonly caught: readonly OnFailure[];
  readonly compensation: boolean;
  readonly fallback: boolean;
  readonly fallbackRoute: OnFailure;
  readonly seconds: number;
  readonly maxConcurrency: number | undefined;
  readonly conditions: readonly Condition[];
  readonly otherwise: boolean;
  /** What the first condition of a choice is about, where there is such a thing. */
  readonly about: "input" | "error" | "result" | "index";
  readonly branches: readonly (readonly Shape[])[];
}

const routes: readonly OnFailure[] = ["fail", "compensate", "continue", "fallback"];
const ERRORS = ["Gone", "Rejected", "TimedOut", "PermanentError"];

const scalar = fc.constantFrom<(string | number | boolean | null)[]>(0, 1, 2, "x", "y", true, null);
const path = fc.constantFrom("input.a", "input.b", "input.c.d", "input.list[0].n");
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({
    path,
    operator: fc.constantFrom("equals" as const, "notEquals" as const),
    value: scalar,
  }),
  fc.record({
    path,
    operator: fc.constantFrom(
      "greaterThan" as const,
      "greaterThanOrEquals" as const,
      "lessThan" as const,
      "lessThanOrEquals" as const,
    ),
    value: fc.constantFrom(0, 1, "x"),
  }),
  fc.record({ path, operator: fc.constant("isPresent" as const), value: fc.boolean() }),
  fc.record({
    path,
    operator: fc.constant("oneOf" as const),
    value: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    comparison,
    fc.record({ all: fc.array(tie("any"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie("any"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie("any") }),
  ),
})).any;

function shapes(forms: readonly FormName[], depth: number): fc.Arbitrary<Shape[]> {
  const form = fc.oneof(
    { arbitrary: fc.constant<Shape["form"]>("task"), weight: 3 },
    ...(depth > 0 ? forms : forms.filter((one) => one === "wait" || one === "approval")).map(
      (one) => ({
        arbitrary: fc.constant<Shape["form"]>(one),
        weight: 1,
      }),
    ),
  );
  const branches =
    depth > 0
      ? fc.array(shapes(forms, depth - 1), { minLength: 2, maxLength: 3 })
      : fc.constant<Shape[][]>([]);
  const shape: fc.Arbitrary<Shape> = fc.record({
    form,
    onFailure: fc.constantFrom(...routes),
    caught: fc.array(fc.constantFrom(...routes), { maxLength: 2 }),
    compensation: fc.boolean(),
    fallback: fc.boolean(),
    fallbackRoute: fc.constantFrom(...routes.slice(0, 3)),
    seconds: fc.integer({ min: 1, max: 200 }),
    maxConcurrency: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    conditions: fc.array(condition, { minLength: 2, maxLength: 3 }),
    otherwise: fc.boolean(),
    about: fc.constantFrom("input", "error", "result", "index"),
    branches,
  });
  return fc.array(shape, { minLength: 1, maxLength: 3 });
}

const task = (name: string, retry = DEFAULTS.retry): Task => ({
  name,
  timeoutSeconds: DEFAULTS.timeoutSeconds,
  retry,
  idempotency: DEFAULTS.idempotency,
});

/** Any valid workflow of these forms, nested three deep; shapes are repaired until every rule holds. */
export function nestedWorkflows(forms: readonly FormName[]): fc.Arbitrary<Workflow> {
  return shapes(forms, 2).map((drawn) => {
    let count = 0;
    const unique = (what: string) => `${what}-${++count}x`;
    const rules = (shape: Shape): FailureRules => ({
      catch: shape.caught.map((onFailure, index) => ({
        errors: [ERRORS[(count + index) % ERRORS.length] ?? "Gone"],
        onFailure,
      })),
      onFailure: shape.onFailure,
      ...(shape.compensation && { compensation: task(unique("undo"), DEFAULTS.compensationRetry) }),
      ...(shape.fallback && {
        fallback: {
          ...task(unique("instead")),
          catch: [],
          onFailure: shape.fallbackRoute as Exclude<OnFailure, "fallback">,
        },
      }),
    });
    const build = (list: readonly Shape[], isInMap: boolean): Step[] => {
      const built: Step[] = [];
      for (const shape of list) {
        const inside = (branch: readonly Shape[], map = isInMap): Step[] => {
          const steps = build(branch, map);
          return taskSteps({ steps }).length > 0
            ? steps
            : [...steps, { form: "task", ...task(unique("step")), ...rules(shape) }];
        };
        const earlier = built.filter(canFail).at(-1);
        const name = unique(shape.form);
        switch (shape.form) {
          case "task":
            built.push({ form: "task", ...task(name), ...rules(shape) });
            break;
          case "approval":
            built.push({
              form: "approval",
              ...task(name),
              idempotency: "natural",
              answerSeconds: 60 * shape.seconds,
              ...rules(shape),
            });
            break;
          case "wait":
            built.push({ form: "wait", name, seconds: shape.seconds });
            break;
          case "choice":
            built.push({
              form: "choice",
              name,
              branches: shape.branches.map((branch, index) => {
                const isLast = index === shape.branches.length - 1;
                const when: Condition = (index === 0 &&
                  aboutOther(shape.about, earlier, isInMap)) ||
                  shape.conditions[index] || { not: { all: [...shape.conditions] } };
                return {
                  ...(!(isLast && shape.otherwise) && { when }),
                  steps: inside(branch),
                };
              }),
            });
            break;
          case "parallel":
            built.push({
              form: "parallel",
              name,
              branches: shape.branches.map((branch) => ({ steps: inside(branch) })),
              ...rules(shape),
            });
            break;
          case "map":
            built.push({
              form: "map",
              name,
              items: isInMap ? "item.list" : "input.list",
              ...(shape.maxConcurrency !== undefined && { maxConcurrency: shape.maxConcurrency }),
              steps: inside(shape.branches[0] ?? [], true),
              ...rules(shape),
            });
        }
      }
      return built;
    };
    const steps = build(drawn, false);
    const last: Step = { form: "task", ...task("the-end"), catch: [], onFailure: "fail" };
    return repaired({ name: "nested", infrastructure: "sam", steps: [...steps, last] });
  });
}

/** Choices that look at what the work is grouped by, and at what is beside it. */
export const orderedChoices: fc.Arbitrary<Workflow> = fc
  .tuple(nestedWorkflows(["choice"]), fc.constantFrom("input.a", "input.c.d", "input.c.g"))
  .map(([workflow, groupBy]) => ({ ...workflow, queue: { fifo: true, groupBy } }));

/** A condition that looks at something else than the input; undefined where there is nothing else. */
function aboutOther(
  about: Shape["about"],
  earlier: FailableStep | undefined,
  isInMap: boolean,
): Condition | undefined {
  if (about === "index" && isInMap) return { path: "index", operator: "greaterThan", value: 0 };
  if (!earlier) return undefined;
  const key = stateKey(earlier);
  if (about === "error") return { path: `errors.${key}`, operator: "isPresent", value: true };
  if (about !== "result") return undefined;
  switch (earlier.form) {
    case "map":
      return { path: `results.${key}[1]`, operator: "isPresent", value: true };
    case "task":
      return { path: `results.${key}`, operator: "isPresent", value: true };
    case "approval":
      return { path: `results.${key}.approved`, operator: "equals", value: true };
    case "parallel":
      return undefined;
  }
}

/** Takes out what a rule forbids, until none does. */
function repaired(workflow: Workflow): Workflow {
  const [finding] = checkRules(workflow);
  if (!finding) return workflow;
  const owner = placedSteps(workflow).findLast(({ at }) =>
    at.every((part, index) => finding.at[index] === part),
  );
  if (!owner) throw new Error(finding.message);
  const { step } = owner;
  const keys = finding.at.slice(owner.at.length);
  const part = keys[0] === "fallback" && keys.length > 1 ? "fallback" : undefined;
  const target = (part === undefined ? step : (step as FailureRules).fallback) as FailureRules;
  const mended = mend(
    finding.code,
    finding.code === "UNUSED_FALLBACK" ? (step as FailureRules) : target,
    keys,
  );
  return repaired({
    ...workflow,
    steps: replaced(
      workflow.steps,
      step,
      part === undefined || finding.code === "UNUSED_FALLBACK"
        ? mended
        : { ...step, fallback: mended },
    ),
  });
}

function mend(code: string, rules: FailureRules, keys: Path): object {
  const route = (onFailure: OnFailure) => {
    const index = keys.indexOf("catch");
    return index < 0
      ? { ...rules, onFailure }
      : {
          ...rules,
          catch: rules.catch.map((rule, number) =>
            number === keys[index + 1] ? { ...rule, onFailure } : rule,
          ),
        };
  };
  switch (code) {
    case "NOTHING_TO_COMPENSATE":
      return route("fail");
    case "MISSING_FALLBACK":
      return route("continue");
    case "UNUSED_FALLBACK": {
      const { fallback, ...rest } = rules;
      return rest;
    }
    case "COMPENSATION_NEVER_RUN": {
      const { compensation, ...rest } = rules;
      return rest;
    }
    case "FAILURE_NEVER_COMES": {
      const { fallback, ...rest } = rules;
      return { ...rest, catch: [], onFailure: "fail" };
    }
    case "DUPLICATE_ERROR":
      return { ...rules, catch: rules.catch.slice(0, 1) };
    default:
      throw new Error(`${code} is not expected here.`);
  }
}

function replaced(steps: readonly Step[], old: Step, by: object): Step[] {
  return steps.map((step): Step => {
    if (step === old) return by as Step;
    if (step.form === "map") return { ...step, steps: replaced(step.steps, old, by) };
    if (step.form === "parallel" || step.form === "choice") {
      const branches = step.branches.map((branch) => ({
        ...branch,
        steps: replaced(branch.steps, old, by),
      }));
      return { ...step, branches } as Step;
    }
    return step;
  });
}

/** Inputs that conditions and maps of {@link nestedWorkflows} look at. */
export const inputs: fc.Arbitrary<object> = fc.record(
  {
    a: fc.constantFrom<unknown[]>(0, 1, 2, "x", null),
    b: fc.constantFrom<unknown[]>(0, "x", "y", true),
    c: fc.constantFrom<unknown[]>({}, { d: 1 }, { d: "x" }, 3),
    list: fc.array(
      fc.record({
        n: fc.integer({ min: 0, max: 2 }),
        list: fc.array(fc.record({ list: fc.constant([]) }), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ["list"] },
);
