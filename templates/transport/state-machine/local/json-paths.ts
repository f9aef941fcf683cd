import { JSONPath } from "jsonpath-plus";

interface Query {
  path: string;
  json: unknown;
}

type Evaluate = (query: Query, ...rest: unknown[]) => unknown;

const { prototype } = JSONPath as unknown as { prototype: { evaluate: Evaluate } };
const { evaluate } = prototype;

/**
 * Lists have positions in JSON, and objects have names. The local engine, which evaluates paths with
 * this package, also finds the length of a list, and the letters of a text. A path with a wildcard
 * that nothing matches is an empty list to Step Functions, and an error to the engine.
 */
prototype.evaluate = function (this: unknown, query, ...rest) {
  if (!leadsThrough(query)) return undefined;
  const found = evaluate.call(this, query, ...rest);
  return found === undefined && query.path.includes("[*]") ? [] : found;
};

function leadsThrough({ path, json }: Query): boolean {
  const steps = /^\$(?:\.\w+|\[\d+\])*$/.test(path) ? path.matchAll(/\.(\w+)|\[(\d+)\]/g) : [];
  let value = json;
  for (const [, name, position] of steps) {
    const isThere =
      typeof value === "object" &&
      value !== null &&
      Array.isArray(value) === (name === undefined) &&
      Object.hasOwn(value, name ?? position ?? "");
    if (!isThere) return false;
    value = (value as Record<string, unknown>)[name ?? position ?? ""];
  }
  return true;
}
