import { JSONPath } from "jsonpath-plus";

type Evaluate = (query: { path: string }, ...rest: unknown[]) => unknown;

const { prototype } = JSONPath as unknown as { prototype: { evaluate: Evaluate } };
const { evaluate } = prototype;

/**
 * A path with a wildcard that nothing matches is an empty list to Step Functions, and an error to
 * the local engine, which evaluates paths with this package.
 */
prototype.evaluate = function (this: unknown, query, ...rest) {
  const found = evaluate.call(this, query, ...rest);
  return found === undefined && query.path.includes("[*]") ? [] : found;
};
