import { parseStatePath } from "../../workflow/paths.ts";
import type { Comparison, Condition } from "../../workflow/workflow.ts";

/** A rule of a Choice state, without its `Next`. */
export type ChoiceRule = { readonly [operator: string]: unknown };

/**
 * Returns the place where a state machine keeps what is under a key of `results` or `errors`: `$.results` or
 * `$.outer.results`.
 */
export type ScopeOf = (root: "results" | "errors", key: string) => string;

/** A path of `workflow.yaml` as a reference path of Amazon States Language. */
export function referencePath(path: string, scopeOf: ScopeOf): string {
  const parsed = parseStatePath(path);
  if (!parsed) throw new TypeError(`${path} is no path; the workflow was not checked.`);
  const { root, segments } = parsed;
  const start =
    root === "results" || root === "errors" ? scopeOf(root, String(segments[0])) : `$.${root}`;
  return start + segments.map(written).join("");
}

/** Amazon States Language has `$` for the document itself: a name with one in it goes into brackets. */
function written(segment: string | number): string {
  if (typeof segment === "number") return `[${segment}]`;
  return segment.includes("$") ? `['${segment}']` : `.${segment}`;
}

/**
 * A condition as a rule. A comparison with something that is not there would end the execution, and
 * one with something of another type is left to the interpreter, so that both are asked first.
 */
export function choiceRule(condition: Condition, scopeOf: ScopeOf): ChoiceRule {
  if ("all" in condition) return { And: condition.all.map((one) => choiceRule(one, scopeOf)) };
  if ("any" in condition) return { Or: condition.any.map((one) => choiceRule(one, scopeOf)) };
  if ("not" in condition) return { Not: choiceRule(condition.not, scopeOf) };
  const Variable = referencePath(condition.path, scopeOf);
  const isThere = { Variable, IsPresent: true };
  if (condition.operator === "isPresent") {
    return condition.value === true ? isThere : { Not: isThere };
  }
  return { And: [isThere, ...comparisonRules(Variable, condition)] };
}

function comparisonRules(Variable: string, { operator, value }: Comparison): ChoiceRule[] {
  switch (operator) {
    case "equals":
      return [equalsRule(Variable, value)];
    case "notEquals":
      return [{ Not: equalsRule(Variable, value) }];
    case "oneOf":
      return [{ Or: [value].flat().map((one) => equalsRule(Variable, one)) }];
    default: {
      const [type, check] =
        typeof value === "number" ? ["Numeric", "IsNumeric"] : ["String", "IsString"];
      return [
        { Variable, [check]: true },
        { Variable, [`${type}${ORDER[operator as keyof typeof ORDER]}`]: value },
      ];
    }
  }
}

const ORDER = {
  greaterThan: "GreaterThan",
  greaterThanOrEquals: "GreaterThanEquals",
  lessThan: "LessThan",
  lessThanOrEquals: "LessThanEquals",
} as const;

function equalsRule(Variable: string, value: unknown): ChoiceRule {
  switch (typeof value) {
    case "string":
      return { Variable, StringEquals: value };
    case "number":
      return { Variable, NumericEquals: value };
    case "boolean":
      return { Variable, BooleanEquals: value };
    default:
      return { Variable, IsNull: true };
  }
}
