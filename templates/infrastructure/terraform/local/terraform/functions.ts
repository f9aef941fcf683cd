import { type Context, entriesOf, isUnknown, type Value } from "./evaluate.ts";
import { literal } from "./hcl.ts";

type Fn = (...args: Value[]) => Value;

/**
 * Calls a function of Terraform's language. Returns nothing for one that is not in the tables below, and where a
 * text is needed of which only a deployment knows a part.
 */
export function callFunction(
  name: string,
  args: readonly Value[],
  context: Context,
): Value | undefined {
  if (name === "file") return literal(context.readFile(String(args[0])));
  if (name === "templatefile") return filled(context.readFile(String(args[0])), args[1] ?? null);
  const ofTexts = Object.hasOwn(ON_TEXTS, name) ? ON_TEXTS[name] : undefined;
  if (ofTexts) return args.flat().some(isUnknown) ? undefined : ofTexts(...args);
  const fn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (fn === undefined || (ON_COLLECTIONS.has(name) && args.some(isUnknown))) return undefined;
  return fn(...args);
}

/** Replaces names in a text; directives of a template stay as they are. */
function filled(text: string, variables: Value): string {
  const values = Object.fromEntries(entriesOf(variables)) as Record<string, Value>;
  return text.replace(/\$\{(?:(\w+)\})?/g, (all, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : literal(all),
  );
}

const list = (value: Value | undefined): readonly Value[] => {
  if (!Array.isArray(value)) throw new Error("A list is expected.");
  return value;
};
const keysOf = (value: Value | undefined) => entriesOf(value ?? null).map(([key]) => key);
const isSame = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);
const distinct = (values: readonly Value[]) =>
  values.filter((value, index) => values.findIndex((other) => isSame(value, other)) === index);
const sorted = (values: readonly Value[]) =>
  values.toSorted((one, other) => (String(one) < String(other) ? -1 : 1));
const set = (values: readonly Value[]) => sorted(distinct(values));
const includes = (values: readonly Value[], wanted: Value | undefined) =>
  values.some((value) => isSame(value, wanted ?? null));
const flat = (values: readonly Value[]): Value[] =>
  values.flatMap((value) => (Array.isArray(value) ? flat(value) : [value]));
const sortedByKey = (value: Value): Value => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortedByKey);
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, sortedByKey(item)]));
};

const FUNCTIONS: Readonly<Record<string, Fn>> = {
  coalesce: (...args) => {
    const found = args.find((value) => value !== null && value !== "");
    if (found === undefined) throw new Error("Nothing is set.");
    return found;
  },
  compact: (values) => list(values).filter((value) => value !== null && value !== ""),
  concat: (...args) => args.flatMap(list),
  contains: (values, wanted) => includes(list(values), wanted),
  distinct: (values) => distinct(list(values)),
  element: (values, index) => list(values)[Number(index) % list(values).length] ?? null,
  flatten: (values) => flat(list(values)),
  format: (pattern, ...args) => {
    let next = 0;
    return String(pattern).replace(/%([sdvq%])/g, (_, verb) => {
      if (verb === "%") return "%";
      const value = args[next++] ?? null;
      return verb === "q" || typeof value === "object" ? JSON.stringify(value) : String(value);
    });
  },
  join: (separator, values) => list(values).join(String(separator)),
  jsondecode: (text) => JSON.parse(String(text)),
  jsonencode: (value) => JSON.stringify(sortedByKey(value ?? null)),
  keys: keysOf,
  length: (value) => (typeof value === "string" ? value.length : entriesOf(value ?? null).length),
  lookup: (object, key, fallback) => {
    const found = entriesOf(object ?? null).find(([name]) => name === key);
    if (!found && fallback === undefined) throw new Error(`There is no ${key}.`);
    return found ? found[1] : (fallback ?? null);
  },
  max: (...args) => Math.max(...args.map(Number)),
  merge: (...args) =>
    Object.fromEntries(args.flatMap((value) => (value === null ? [] : entriesOf(value)))),
  min: (...args) => Math.min(...args.map(Number)),
  one: (values) => list(values)[0] ?? null,
  reverse: (values) => list(values).toReversed(),
  setsubtract: (one, other) => list(one).filter((value) => !includes(list(other), value)),
  setunion: (...args) => set(args.flatMap(list)),
  slice: (values, from, to) => list(values).slice(Number(from), Number(to)),
  tolist: (values) => list(values),
  tomap: (value) => value ?? null,
  toset: (values) => set(list(values)),
  tostring: (value) => (value === null ? null : String(value)),
  values: (object) => entriesOf(object ?? null).map(([, value]) => value),
  zipmap: (keys, values) =>
    Object.fromEntries(list(keys).map((key, index) => [String(key), list(values)[index] ?? null])),
};

/** They need to know what is in each argument. */
const ON_COLLECTIONS = new Set(
  "concat contains distinct element flatten jsondecode keys length lookup merge one reverse setsubtract setunion slice tolist toset values zipmap compact join".split(
    " ",
  ),
);

const ON_TEXTS: Readonly<Record<string, Fn>> = {
  abs: (value) => Math.abs(Number(value)),
  ceil: (value) => Math.ceil(Number(value)),
  endswith: (text, end) => String(text).endsWith(String(end)),
  floor: (value) => Math.floor(Number(value)),
  lower: (text) => String(text).toLowerCase(),
  replace: (text, pattern, replacement) => {
    const between = /^\/(.*)\/$/s.exec(String(pattern))?.[1];
    if (between === undefined)
      return String(text).replaceAll(String(pattern), () => String(replacement));
    return String(text).replace(new RegExp(between, "g"), String(replacement));
  },
  sort: (values) => sorted(list(values)),
  split: (separator, text) => String(text).split(String(separator)),
  startswith: (text, start) => String(text).startsWith(String(start)),
  substr: (text, from, length) =>
    Number(length) < 0
      ? String(text).slice(Number(from))
      : String(text).slice(Number(from), Number(from) + Number(length)),
  title: (text) => String(text).replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  tonumber: (value) => Number(value),
  trimprefix: (text, start) => withoutStart(String(text), String(start)),
  trimspace: (text) => String(text).trim(),
  trimsuffix: (text, end) => withoutEnd(String(text), String(end)),
  upper: (text) => String(text).toUpperCase(),
};

const withoutStart = (text: string, start: string) =>
  text.startsWith(start) ? text.slice(start.length) : text;
const withoutEnd = (text: string, end: string) =>
  end && text.endsWith(end) ? text.slice(0, -end.length) : text;
