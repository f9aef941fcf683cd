import { descriptions } from "../transports/descriptions.ts";
import type {
  CompositeStep,
  FailureRules,
  Fallback,
  OnFailure,
  TransportName,
} from "../workflow/workflow.ts";
import type { Failable } from "./compensation-order.ts";

type Rules = Pick<FailureRules, "catch" | "onFailure">;

/** A row of the table of a step's failures. */
export interface FailureRoute {
  /** The errors that take it at once; none in the last row: all others take it, when they were retried. */
  readonly errors: readonly string[];
  readonly route: OnFailure;
}

/** Returns the routes of a step's failures: those of the errors that it names, in order, then that of all others. */
export function failureRoutes({ catch: rules, onFailure }: Rules): FailureRoute[] {
  return [
    ...rules.map((rule) => ({ errors: rule.errors, route: rule.onFailure })),
    { errors: [], route: onFailure },
  ];
}

/** Returns the routes without those of named errors that go where all others go. */
export function distinctRoutes(rules: Rules): FailureRoute[] {
  const usual = routeFor(rules, undefined);
  return failureRoutes(rules).filter(({ errors, route }) => errors.length === 0 || route !== usual);
}

/** Returns every route that a failure may take. */
export function routesOf(rules: Rules): OnFailure[] {
  return failureRoutes(rules).map(({ route }) => route);
}

/** Returns the route of an error; `undefined`: of one that no row names. */
export function routeFor({ catch: rules, onFailure }: Rules, error: string | undefined): OnFailure {
  const rule = rules.find(({ errors }) => error !== undefined && errors.includes(error));
  return rule?.onFailure ?? onFailure;
}

/** Returns the errors that a step or the composites around it name: these are not retried. */
export function namedErrors(rules: Rules, within: readonly CompositeStep[] = []): string[] {
  const named = [rules, ...within].flatMap((one) =>
    failureRoutes(one).flatMap(({ errors }) => errors),
  );
  return [...new Set(named)];
}

/** Returns whether some failure inside of a composite is dealt with by its own rules. */
export function handlesFailures(step: CompositeStep): boolean {
  return routesOf(step).some((route) => route !== "fail");
}

/** A consequence of a failure that is dealt with where it happens. */
type OwnConsequence =
  /** The workflow has failed. */
  | { readonly kind: "stop" }
  | { readonly kind: "compensate" }
  /** The error is noted, and the workflow goes on. */
  | { readonly kind: "continue" }
  | { readonly kind: "fallback"; readonly fallback: Fallback };

/** A consequence of a step's failure for good. */
export type Consequence =
  | OwnConsequence
  /** A composite around it fails in its turn, and does something about it. */
  | { readonly kind: "handled"; readonly by: CompositeStep; readonly does: OwnConsequence };

/**
 * Returns what follows when a step has failed with an error; `undefined`: with one that no rule names.
 *
 * @param within the composites around the step, the innermost first
 * @throws `TypeError` where there is no fallback; rules see to it that there is
 */
export function consequenceOf(
  one: Failable,
  error: string | undefined,
  within: readonly CompositeStep[],
): Consequence {
  const own = ownConsequence(one, error);
  const by =
    own.kind === "stop" ? within.find((step) => routeFor(step, error) !== "fail") : undefined;
  return by ? { kind: "handled", by, does: ownConsequence(by, error) } : own;
}

function ownConsequence(one: Failable, error: string | undefined): OwnConsequence {
  const route = routeFor(one, error);
  if (route !== "fallback") return { kind: route === "fail" ? "stop" : route };
  if ("fallback" in one && one.fallback) return { kind: route, fallback: one.fallback };
  throw new TypeError(`${one.name} has no fallback; the workflow was not checked.`);
}

/**
 * Returns whether a workflow that a failure of this step has stopped can be redriven. An execution that
 * a catcher has sent to a `Fail` state would only fail there again.
 */
export function isRedrivable(transport: TransportName, one: Failable): boolean {
  return descriptions[transport].hasDeadLetters || routeFor(one, undefined) === "fail";
}
