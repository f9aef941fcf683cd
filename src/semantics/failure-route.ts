import type { CompositeStep, FailureRules, OnFailure } from "../workflow/workflow.ts";

/** The first rule that names the error, else the step's `onFailure`. */
export function routeFor(
  { catch: rules, onFailure }: Pick<FailureRules, "catch" | "onFailure">,
  error: string | undefined,
): OnFailure {
  const rule = rules.find(({ errors }) => error !== undefined && errors.includes(error));
  return rule?.onFailure ?? onFailure;
}

/**
 * The composite whose rules do something else about a failure inside of it than fail in its turn.
 *
 * @param within the composites around the failing step, the innermost first
 */
export function handlerOf(
  error: string | undefined,
  within: readonly CompositeStep[],
): CompositeStep | undefined {
  return within.find((step) => routeFor(step, error) !== "fail");
}
