import {
  emptyFixture,
  type Failures,
  type Fixture,
  type Trace,
} from "../../../src/semantics/trace.ts";
import type { State, StateMachine } from "../../../src/transports/state-machine/state-machine.ts";

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

/** An error that ends a machine, and with it the state that it is inside of. */
class Failed extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/**
 * Follows an execution from state to state, as "Amazon States Language" says; branches and items one
 * after the other, until one of them fails. A step that fails without a name has crashed, which Step
 * Functions calls `Lambda.Unknown`.
 *
 * @throws where a state follows that does not exist, or reads what is not there
 */
export function runStateMachine(
  machine: StateMachine,
  failures: Failures,
  fixture: Fixture = emptyFixture,
): Trace {
  const succeeded: string[] = [];
  const failed: string[] = [];
  let isUndoing = false;
  const context = { Execution: { Name: "test", Input: fixture.input } };

  const task = (name: string, { Resource }: State): unknown => {
    const waits = String(Resource).endsWith(".waitForTaskToken");
    if (failures.has(name)) {
      failed.push(name);
      const error = failures.get(name) ?? "Lambda.Unknown";
      throw new Failed(waits && error === "TimedOut" ? "States.Timeout" : error);
    }
    succeeded.push(name);
    if (waits) return { approved: true };
    return fixture.answers[name] ?? { by: name };
  };

  const work = (name: string, state: State, input: Json, context: Json): unknown => {
    switch (state.Type) {
      case "Task":
        return task(name, state);
      case "Parallel":
        return (state.Branches as StateMachine[]).map((branch) => run(branch, input, context));
      case "Map": {
        const items = query(String(state.ItemsPath), input, context);
        if (!Array.isArray(items)) throw new Failed("States.Runtime");
        return items.map((Value, Index) => {
          const inside = { ...(context as object), Map: { Item: { Value, Index } } };
          const start = template(state.ItemSelector, input, inside) as Json;
          return run(state.ItemProcessor as StateMachine, start, context);
        });
      }
      case "Pass":
        if (state.Result !== undefined) return state.Result;
        return state.Parameters === undefined ? input : template(state.Parameters, input, context);
      default:
        return input;
    }
  };

  const run = ({ StartAt, States }: StateMachine, start: Json, context: Json): Json => {
    const visited = new Set<string>();
    let data = start;
    for (let name = StartAt; ; ) {
      const state = Object.hasOwn(States, name) ? States[name] : undefined;
      if (!state) throw new Error(`There is no state ${name}.`);
      if (visited.has(name)) throw new Error(`${name} is entered twice.`);
      visited.add(name);
      if (States === machine.States) isUndoing = "failure" in data;
      if (state.Type === "Succeed") return data;
      if (state.Type === "Fail") throw new Failed(String(state.Error ?? name));
      if (state.Type === "Choice") {
        const rules = state.Choices as readonly Rule[];
        name = String(rules.find((rule) => matches(rule, data))?.Next ?? state.Default);
        continue;
      }
      try {
        const input =
          state.InputPath === undefined ? data : query(String(state.InputPath), data, context);
        const result = work(name, state, input as Json, context);
        const selected =
          state.ResultSelector === undefined
            ? result
            : template(state.ResultSelector, result as Json, context);
        data = put(data, state.ResultPath as string | null | undefined, selected);
      } catch (error) {
        if (!(error instanceof Failed)) throw error;
        const catcher = ((state.Catch ?? []) as readonly Catcher[]).find(
          ({ ErrorEquals }) =>
            ErrorEquals.includes(error.name) ||
            (ErrorEquals.includes("States.ALL") && error.name !== "States.Runtime"),
        );
        if (!catcher) throw error;
        data = put(data, catcher.ResultPath, { Error: error.name, Cause: "{}" });
        name = catcher.Next;
        continue;
      }
      if (state.End === true) return data;
      name = String(state.Next);
    }
  };

  try {
    const { failure } = run(machine, {}, context as Json);
    return { status: failure ? "compensated" : "succeeded", succeeded, failed };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return { status: isUndoing ? "compensation-failed" : "failed", succeeded, failed };
  }
}

type Json = { readonly [key: string]: unknown };

/** A payload template, filled in. */
function template(value: unknown, input: Json, context: Json): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key.endsWith(".$")
        ? [key.slice(0, -2), expression(String(inner), input, context)]
        : [key, template(inner, input, context)],
    ),
  );
}

function expression(text: string, input: Json, context: Json): unknown {
  if (text.startsWith("$")) return query(text, input, context);
  if (text === "true" || text === "false") return text === "true";
  const [, name, list = ""] = /^States\.(\w+)\((.*)\)$/s.exec(text) ?? [];
  const values = split(list).map((argument) =>
    argument.startsWith("'") ? argument.slice(1, -1) : expression(argument, input, context),
  );
  switch (name) {
    case "JsonMerge":
      return { ...(values[0] as object), ...(values[1] as object) };
    case "JsonToString":
      return JSON.stringify(values[0]);
    case "Format":
      return values
        .slice(1)
        .reduce<string>((all, one) => all.replace("{}", String(one)), String(values[0]));
    default:
      throw new Error(`${text} is no intrinsic function that is known here.`);
  }
}

/** Arguments apart: at commas outside of brackets. */
function split(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of list) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
    } else {
      part += character;
    }
  }
  return [...parts, part.trim()];
}

/** @throws where a path without a wildcard leads to nothing */
function query(path: string, input: Json, context: Json): unknown {
  const found = path.startsWith("$$") ? lookUp(path.slice(1), context) : lookUp(path, input);
  if (found === undefined) throw new Error(`${path} leads to nothing in ${JSON.stringify(input)}.`);
  return found;
}

function lookUp(path: string, root: unknown): unknown {
  const [, first = "", rest] = /^(.*?)\[\*\](.*)$/.exec(path) ?? [];
  if (rest !== undefined) {
    const list = lookUp(first, root) as readonly unknown[];
    return list.map((one) => lookUp(`$${rest}`, one)).filter((one) => one !== undefined);
  }
  let value = root;
  for (const [, position, name] of path.slice(1).matchAll(/\[(\d+)\]|\.(\w+)/g)) {
    if (typeof value !== "object" || value === null) return undefined;
    const key = name ?? Number(position);
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

function put(data: Json, path: string | null | undefined, value: unknown): Json {
  if (path === undefined) return value as Json;
  if (path === null) return data;
  const [key = "", ...rest] = path.replace("$.", "").split(".");
  if (rest.length === 0) return { ...data, [key]: value };
  return { ...data, [key]: put((data[key] ?? {}) as Json, `$.${rest.join(".")}`, value) };
}

interface Rule {
  readonly And?: readonly Rule[];
  readonly Or?: readonly Rule[];
  readonly Not?: Rule;
  readonly Variable?: string;
  readonly Next?: string;
  readonly [operator: string]: unknown;
}

/** @throws where a rule looks at what is not there without having asked */
function matches(rule: Rule, data: Json): boolean {
  if (rule.And) return rule.And.every((one) => matches(one, data));
  if (rule.Or) return rule.Or.some((one) => matches(one, data));
  if (rule.Not) return !matches(rule.Not, data);
  const { Variable = "", Next: _, ...operators } = rule;
  const [[operator, value] = ["", undefined]] = Object.entries(operators);
  const found = lookUp(Variable, data);
  if (operator === "IsPresent") return (found !== undefined) === value;
  if (found === undefined) throw new Error(`${Variable} is not there.`);
  switch (operator) {
    case "IsNull":
      return (found === null) === value;
    case "IsNumeric":
      return (typeof found === "number") === value;
    case "IsString":
      return (typeof found === "string") === value;
  }
  const [, type, order] = /^(Numeric|String|Boolean)(\w+)$/.exec(operator) ?? [];
  if (
    typeof found !==
    ({ Numeric: "number", String: "string", Boolean: "boolean" } as const)[type as "String"]
  ) {
    return false;
  }
  const one = found as number;
  const other = value as number;
  switch (order) {
    case "Equals":
      return one === other;
    case "GreaterThan":
      return one > other;
    case "GreaterThanEquals":
      return one >= other;
    case "LessThan":
      return one < other;
    case "LessThanEquals":
      return one <= other;
    default:
      throw new Error(`${operator} is no operator that is known here.`);
  }
}
