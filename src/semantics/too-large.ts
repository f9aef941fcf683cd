import type { CatchRule, FailureRules, RoutedWorkflow, Step } from "../workflow/workflow.ts";

/** The error of a result that cannot be kept or passed on. It is a permanent one, and keeps its name. */
export const TOO_LARGE = "ResultTooLarge";

/** Has each rule for permanent errors hold for results that are too large, where no other rule names these. */
export function withRulesForTooLarge(workflow: RoutedWorkflow): RoutedWorkflow {
  return { ...workflow, steps: workflow.steps.map(withRules) };
}

function withRules(step: Step): Step {
  switch (step.form) {
    case "task":
      return withOwnRules(step);
    case "choice":
      return { ...step, branches: step.branches.map(withRulesInside) };
    case "parallel":
      return { ...withOwnRules(step), branches: step.branches.map(withRulesInside) };
    case "map":
      return withRulesInside(withOwnRules(step));
    default:
      return step;
  }
}

function withRulesInside<S extends { readonly steps: readonly Step[] }>(part: S): S {
  return { ...part, steps: part.steps.map(withRules) };
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
