import { quote } from "./findings/finding.ts";

/** A JavaScript identifier: error names become classes in the generated project. */
export const ERROR_NAME_PATTERN = /^[A-Za-z_$][\w$]*$/;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Thrown by what is generated around a step: Powertools for AWS Lambda (idempotency). */
const RUNTIME_ERROR = /^Idempotency\w*Error$/;

/**
 * The errors that any mistake in the code throws: caught by name they would pass for an answer of the step.
 */
const LANGUAGE_ERRORS = words(
  "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError",
);

/**
 * No class can have these names, or it would hide something the generated module needs; a module
 * that exports `then` cannot be imported dynamically, which awaits it; and TypeScript takes a
 * property called `constructor` for the inherited one.
 */
const TAKEN_IDENTIFIERS = words(`
  arguments as async await break case catch class const continue debugger default delete do else
  enum eval export extends false finally for function if implements import in instanceof interface
  let new null package private protected public return static super switch this throw true try
  typeof var void while with yield
  any bigint boolean never number object string symbol undefined unknown
  Array Awaited Boolean Date Exclude Extract Function Infinity JSON Map Math NaN NonNullable Number
  Object Omit Parameters Partial Pick Promise Readonly Record Required ReturnType Set String Symbol
  Approval ItemState WorkflowState then
`);

/**
 * Returns what is wrong with an error name in `catch`, and the fix; `undefined` where nothing is.
 */
export function errorNameMistake(name: string): { rule: string; fix: string } | undefined {
  if (/^(?:States|Lambda)\./.test(name)) {
    return {
      rule: `${quote(name)} comes from AWS, not from the step; timeouts and crashes are retried`,
      fix: "Use the step's onFailure for them, and name only errors that the step throws.",
    };
  }
  if (!ERROR_NAME_PATTERN.test(name)) {
    return {
      rule: `${quote(name)} is not an error name: use letters, digits, _ and $, and do not begin with a digit`,
      fix: 'Name the error class that the step throws, e.g. "PaymentDeclined".',
    };
  }
  if (LANGUAGE_ERRORS.includes(name)) {
    return {
      rule: `${quote(name)} is thrown by any bug, so it does not identify a failure`,
      fix: 'Name a subclass of PermanentError that the step throws, e.g. "PaymentDeclined".',
    };
  }
  if (RUNTIME_ERROR.test(name)) {
    return {
      rule: `${quote(name)} belongs to the generated code around the step, which handles it`,
      fix: 'Name an error that the step throws, e.g. "PaymentDeclined".',
    };
  }
  if (TAKEN_IDENTIFIERS.includes(name) || name in {}) {
    return {
      rule: `${quote(name)} cannot be the name of an error class, because JavaScript uses it`,
      fix: `Choose another name, e.g. ${quote(`${name.charAt(0).toUpperCase()}${name.slice(1)}Error`)}.`,
    };
  }
  return undefined;
}
