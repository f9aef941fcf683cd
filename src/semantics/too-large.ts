import { formOf } from "../forms/registry.ts";
import { canFail, isApproval } from "../forms/traits.ts";
import type { CatchRule, FailureRules, Step, WorkflowWithTransport } from "../workflow/workflow.ts";

/** The error of a result that cannot be kept or passed on. It is a permanent one, and keeps its name. */
export const TOO_LARGE = "ResultTooLarge";

/** Has each rule for permanent errors hold for results that are too large, where no other rule names these. */
export function withRulesForTooLarge(workflow: WorkflowWithTransport): WorkflowWithTransport {
  return { ...workflow, steps: workflow.steps.map(withRules) };
}

function withRules(step: Step): Step {
  const changed = formOf(step).mapInside?.(step, (steps) => steps.map(withRules)) ?? step;
  return canFail(changed) && !isApproval(changed) ? withOwnRules(changed) : changed;
}

function withOwnRules<S extends FailureRules>(step: S): S {
  const { catch: rules, fallback } = step;
  return {
    ...step,
    catch: completed(rules),
    ...(fallback && { fallback: { ...fallback, catch: completed(fallback.catch) } }),
  };
}

function completed(rules: readonly CatchRule[]): CatchRule[] {
  const isNamed = rules.some(({ errors }) => errors.includes(TOO_LARGE));
  return rules.map((rule) =>
    !isNamed && rule.errors.includes("PermanentError")
      ? { ...rule, errors: [...rule.errors, TOO_LARGE] }
      : rule,
  );
}
