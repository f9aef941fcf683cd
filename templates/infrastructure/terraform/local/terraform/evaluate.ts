import { callFunction } from "./functions.ts";
import { type Expression, isTemplate, type Json } from "./hcl.ts";
import { binary, isTrue, unary } from "./operators.ts";

/**
 * A value of Terraform's language. What only a deployment knows, or what this reader does not evaluate, is
 * a text with the expression, e.g. `${aws_sqs_queue.work["create-order"].arn}`.
 */
export type Value = Json;

/** By name, what an expression can speak of. */
export type Scope = Readonly<Record<string, Value>>;

/** The values that the expressions of a module speak of. */
export interface Context {
  readonly expressions: ReadonlyMap<string, Expression>;
  /** Returns what a reference begins with, and of how many names that is made. */
  lookUp(names: readonly string[]): { value: Value; length: number } | undefined;
  /** Returns an attribute of a resource that the configuration sets. */
  attribute(resource: string, name: string): Value | undefined;
  /** Returns the text of a file, by its path from the folder of the module. */
  readFile(path: string): string;
}

/** Evaluates a value of a block: templates in texts, keys and lists. */
export function evaluateJson(value: Json, scope: Scope, context: Context): Value {
  if (typeof value === "string") return evaluateText(value, scope, context);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => evaluateJson(item, scope, context));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      textOf(evaluateText(key, scope, context)),
      evaluateJson(item, scope, context),
    ]),
  );
}

function evaluateText(text: string, scope: Scope, context: Context): Value {
  const expression = isTemplate(text) ? context.expressions.get(text) : undefined;
  if (!expression) return text;
  try {
    return evaluate(expression, scope, context);
  } catch {
    return text;
  }
}

/** Evaluates an expression; throws where Terraform would, e.g. for a missing attribute. */
function evaluate(expression: Expression, scope: Scope, context: Context): Value {
  const { type, text, children, meta } = expression;
  const value = (index: number) => evaluate(children[index] as Expression, scope, context);
  switch (type) {
    case "literalValue":
      return meta.type === "string" ? text : JSON.parse(text);
    case "word":
      return text;
    case "wrapped":
    case "templateWrap":
      return value(0);
    case "template":
      return children.map((_, index) => textOf(value(index))).join("");
    case "templateJoin":
      return (value(0) as Value[]).map(textOf).join("");
    case "tuple":
      return children.map((_, index) => value(index));
    case "object":
      return Object.fromEntries(
        children.flatMap((_, index) =>
          index % 2 === 0 ? [[textOf(value(index)), value(index + 1)]] : [],
        ),
      );
    case "scopeTraversal":
      return reference(expression, scope, context);
    case "relativeTraversal":
      return follow(value(0), expression, context);
    case "index":
      return member(value(0), value(1), context);
    case "splat":
      return splat(expression, value(0), context);
    case "for":
      return loop(expression, scope, context);
    case "conditional":
      return conditional(expression, value(0), value);
    case "function":
      return call(expression, scope, context);
    case "unaryOp":
      return unary(String(meta.operator), value(0)) ?? written(expression);
    case "binaryOp":
      return binary(String(meta.operator), value(0), () => value(1)) ?? written(expression);
    default:
      return written(expression);
  }
}

/** Returns whether a value is a text of which a part is not known. */
export const isUnknown = (value: Value): value is string =>
  typeof value === "string" && value.includes(`\${`);

const written = ({ text }: Expression): string => `\${${text}}`;

function textOf(value: Value): string {
  if (value === null || typeof value === "object") throw new Error("A text is expected.");
  return String(value);
}

function reference(expression: Expression, scope: Scope, context: Context): Value {
  const names = (expression.meta.traversal ?? []).map(segmentOf);
  const [first = ""] = names;
  const found =
    typeof first === "string" && Object.hasOwn(scope, first)
      ? { value: scope[first] as Value, length: 1 }
      : context.lookUp(names.map(String));
  if (!found) return written(expression);
  return names
    .slice(found.length)
    .reduce<Value>((value, name) => member(value, name, context), found.value);
}

function follow(value: Value, { meta }: Expression, context: Context): Value {
  const names = (meta.traversal ?? []).map(segmentOf);
  return names.reduce<Value>((inner, name) => member(inner, name, context), value);
}

/** Names are as they stand, indexes as JSON writes them. */
const segmentOf = ({ type, segment }: { type: string; segment: string }): string | number =>
  type === "indexTraversal" ? JSON.parse(segment) : segment;

const NAME = /^[A-Za-z_][\w-]*$/;

function member(value: Value, key: Value, context: Context): Value {
  if (isUnknown(value)) {
    const address = /^\$\{([^{}]*)\}$/.exec(value)?.[1];
    if (address === undefined) throw new Error("A text has no attributes.");
    const known = typeof key === "string" ? context.attribute(address, key) : undefined;
    const isName = typeof key === "string" && NAME.test(key);
    return known ?? `\${${address}${isName ? `.${key}` : `[${JSON.stringify(key)}]`}}`;
  }
  if (typeof value === "object" && value !== null && Object.hasOwn(value, String(key))) {
    return (value as Record<string, Value>)[String(key)] as Value;
  }
  throw new Error(`There is no ${JSON.stringify(key)}.`);
}

function splat(expression: Expression, value: Value, context: Context): Value {
  if (value === null) return [];
  const [, each] = expression.children;
  const items = Array.isArray(value) ? value : [value];
  return each?.type === "relativeTraversal"
    ? items.map((item) => follow(item, each, context))
    : items;
}

/** Returns the keys and values of a collection; those of an object are sorted by key. */
export function entriesOf(value: Value): [Value, Value][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  }
  throw new Error("A list or an object is expected.");
}

function loop(expression: Expression, scope: Scope, context: Context): Value {
  const { children, meta } = expression;
  const [source, ...rest] = children as [Expression, ...Expression[]];
  const collection = evaluate(source, scope, context);
  if (isUnknown(collection)) return written(expression);
  const key = meta.keyExpression === undefined ? undefined : rest.shift();
  const [result, condition] = rest as [Expression, Expression | undefined];
  const items: Value[] = [];
  const object: Record<string, Value> = {};
  for (const [name, item] of entriesOf(collection)) {
    const inner = {
      ...scope,
      ...(meta.keyVar ? { [meta.keyVar]: name } : {}),
      [String(meta.valVar)]: item,
    };
    if (condition && evaluate(condition, inner, context) !== true) continue;
    const value = evaluate(result, inner, context);
    if (!key) items.push(value);
    else {
      const field = textOf(evaluate(key, inner, context));
      const before = Object.hasOwn(object, field) ? (object[field] as readonly Value[]) : [];
      // Not an assignment: the field may be called `__proto__`.
      Object.defineProperty(object, field, {
        value: meta.groupedValue ? [...before, value] : value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return key ? object : items;
}

function conditional(
  expression: Expression,
  condition: Value,
  value: (index: number) => Value,
): Value {
  if (isUnknown(condition)) return written(expression);
  return value(isTrue(condition) ? 1 : 2);
}

function call(expression: Expression, scope: Scope, context: Context): Value {
  const { children, meta } = expression;
  const results = (child: Expression): Value[] => {
    try {
      return [evaluate(child, scope, context)];
    } catch {
      return [];
    }
  };
  if (meta.name === "can") return children.every((child) => results(child).length > 0);
  if (meta.name === "try") {
    for (const child of children) for (const result of results(child)) return result;
    throw new Error("Nothing could be evaluated.");
  }
  const values = children.map((child) => evaluate(child, scope, context));
  const last = values.at(-1);
  const args =
    meta.expandedFinalArgument && Array.isArray(last) ? [...values.slice(0, -1), ...last] : values;
  const result = callFunction(String(meta.name), args, context);
  return result === undefined ? written(expression) : result;
}
