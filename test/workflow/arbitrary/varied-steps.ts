import { hasFunction, sequencesIn } from "../../../src/forms/traits.ts";
import { stateKey } from "../../../src/workflow/paths.ts";
import type { Condition, MapStep, Step, Task } from "../../../src/workflow/workflow.ts";

/** What is drawn for a step besides its form and its failure routes. */
export interface Variation {
  readonly rules: Partial<Pick<Task, "timeoutSeconds" | "retry" | "concurrency" | "idempotency">>;
  readonly claimCheck: true | undefined;
  /** Where a map finds its list, and what a condition looks at. */
  readonly source: "input" | "item" | "result" | "resultOfItem" | "wholeResult";
  readonly which: number;
  /** Whether a map runs only where its list is there. */
  readonly isGuarded: boolean;
}

/** What steps are varied with, and what they can look at. */
interface Scope {
  /** The variation of a step; none where it is to stay as it is. */
  readonly variationOf: (name: string) => Variation | undefined;
  readonly before: readonly Step[];
  readonly isInMap: boolean;
}

/** Returns the steps with all that is drawn for them. */
export function variedSteps(
  steps: readonly Step[],
  variationOf: Scope["variationOf"],
): readonly Step[] {
  return variedSequence(steps, { variationOf, before: [], isInMap: false });
}

function variedSequence(steps: readonly Step[], scope: Scope): readonly Step[] {
  const done: Step[] = [];
  for (const step of steps) {
    const here = { ...scope, before: [...scope.before, ...done] };
    const variation = scope.variationOf(step.name);
    const one = variation ? varied(step, variation, here) : step;
    const within = { ...here, isInMap: here.isInMap || step.form === "map" };
    const inside = sequencesIn(step).map((inner) => variedSequence(inner.steps, within));
    const whole = withFallback(withInside(one, inside), scope);
    const isGuarded = whole.form === "map" && variation?.isGuarded;
    done.push(isGuarded ? guarded(whole) : whole);
  }
  return done;
}

function varied(step: Step, variation: Variation, scope: Scope): Step {
  const { rules, claimCheck } = variation;
  switch (step.form) {
    case "task":
      return { ...step, ...rules, ...(claimCheck && { claimCheck }) };
    case "approval":
      return { ...step, ...rules, idempotency: step.idempotency };
    case "map":
      return { ...step, items: listPath(variation, scope) };
    case "choice": {
      const [first, ...rest] = step.branches;
      if (!first?.when) return step;
      const when = lookingAt(first.when, variation, scope);
      return { ...step, branches: [{ ...first, when }, ...rest] };
    }
    default:
      return step;
  }
}

function withInside(step: Step, inside: readonly (readonly Step[])[]): Step {
  if (step.form === "map") return { ...step, steps: inside[0] ?? [] };
  if (step.form !== "choice" && step.form !== "parallel") return step;
  const branches = step.branches.map((branch, index) => ({
    ...branch,
    steps: inside[index] ?? [],
  }));
  return { ...step, branches } as Step;
}

function withFallback(step: Step, { variationOf }: Scope): Step {
  if (!("fallback" in step) || !step.fallback) return step;
  const rules = variationOf(step.fallback.name)?.rules ?? {};
  return { ...step, fallback: { ...step.fallback, ...rules } };
}

function guarded(map: MapStep): Step {
  const when = { path: map.items, operator: "isPresent", value: true } as const;
  return { form: "choice", name: `has-${map.name}`, branches: [{ when, steps: [map] }] };
}

function listPath({ source, which }: Variation, { before, isInMap }: Scope): string {
  const pick = <T>(all: readonly T[]): T | undefined => all[which % all.length];
  const task = pick(before.filter(hasFunction));
  const map = pick(before.filter((one): one is MapStep => one.form === "map"));
  if (source === "item" && isInMap) {
    return pick(["item", "item.list", "item.some.parts", "item.list[1].parts"]) ?? "item";
  }
  if (source === "result" && task) {
    return `results.${stateKey(task)}.${pick(["list", "some.list", "lists[1].list"])}`;
  }
  if (source === "resultOfItem" && map) {
    const inner = map.steps.find(hasFunction) ?? map;
    return `results.${stateKey(map)}[${which % 2}].${stateKey(inner)}.list`;
  }
  if (source === "wholeResult" && map) return `results.${stateKey(map)}`;
  return isInMap && which % 2 ? "item.list" : "input.list";
}

/** The condition, about something else than the input. */
function lookingAt(condition: Condition, variation: Variation, scope: Scope): Condition {
  const inside = (one: Condition) => lookingAt(one, variation, scope);
  if ("all" in condition) return { all: condition.all.map(inside) };
  if ("any" in condition) return { any: condition.any.map(inside) };
  if ("not" in condition) return { not: inside(condition.not) };
  const [, rest] = /^input(.*)$/.exec(condition.path) ?? [];
  if (rest === undefined) return condition;
  const { source, which } = variation;
  const tasks = scope.before.filter(hasFunction);
  const task = tasks[which % tasks.length];
  const map = scope.before.findLast((one) => one.form === "map");
  const inner = map?.steps.find(hasFunction);
  if (source === "item" && scope.isInMap) return { ...condition, path: `item${rest}` };
  if (source === "result" && task) {
    return { ...condition, path: `results.${stateKey(task)}${rest}` };
  }
  if (source === "resultOfItem" && map && inner) {
    const item = `results.${stateKey(map)}[${which % 3}]`;
    return { ...condition, path: `${item}.${stateKey(inner)}${rest}` };
  }
  return condition;
}
