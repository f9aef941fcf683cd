import {
  type Context,
  entriesOf,
  evaluateJson,
  isUnknown,
  type Scope,
  type Value,
} from "./evaluate.ts";
import { type Block, type Configuration, type JsonObject, withoutMarks } from "./hcl.ts";

/** A resource or a data source, with what the configuration says of it. */
export interface Resource {
  readonly kind: "resource" | "data";
  /** E.g. `aws_sqs_queue.work["create-order"]`. */
  readonly address: string;
  readonly type: string;
  readonly label: string;
  /** Of `for_each`. */
  readonly key?: string;
  readonly file: string;
  readonly body: Readonly<Record<string, Value>>;
}

export interface Module {
  /** Those of `count = 0` too. */
  readonly blocks: readonly Block[];
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, Value>>;
}

/** The values that are given in place of the configuration. */
export interface Given {
  readonly variables?: Scope;
  readonly locals?: Scope;
}

/** Evaluates a module: its variables have their defaults where no other value is given. */
export function evaluateModule(
  { blocks, expressions }: Configuration,
  readFile: Context["readFile"],
  given: Given = {},
): Module {
  const of = (kind: string) => blocks.filter((block) => block.kind === kind);
  const locals: JsonObject = Object.assign({}, ...of("locals").map(({ body }) => body));
  const values = new Map<string, Value>(Object.entries(given.locals ?? {}));
  const evaluating = new Set<string>();

  const local = (name: string): Value => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const text = locals[name];
    if (text === undefined || evaluating.has(name)) return `\${local.${name}}`;
    evaluating.add(name);
    const value = evaluateJson(text, {}, context);
    evaluating.delete(name);
    values.set(name, value);
    return value;
  };
  const variable = (name: string): Value => {
    const value = given.variables?.[name];
    if (value !== undefined) return value;
    const block = of("variable").find(({ labels }) => labels[0] === name);
    const byDefault = block?.body.default;
    return byDefault === undefined ? `\${var.${name}}` : evaluateJson(byDefault, {}, context);
  };

  const instances = new Map<Block, Instance[]>();
  const instancesOf = (block: Block): Instance[] => {
    const known = instances.get(block);
    if (known) return known;
    const made = instantiate(block, (text) => evaluateJson(text, {}, context));
    instances.set(block, made);
    return made;
  };
  const named = (kind: string, [type, label]: readonly string[]) =>
    of(kind).find(({ labels }) => labels[0] === type && labels[1] === label);
  const referred = (block: Block): Value => {
    const all = instancesOf(block);
    const text = ({ address }: Instance) => `\${${address}}`;
    if (block.body.count !== undefined) return all.map(text);
    if (block.body.for_each === undefined) return `\${${addressOf(block)}}`;
    return Object.fromEntries(all.map((instance) => [instance.key, text(instance)]));
  };

  const context: Context = {
    expressions,
    readFile,
    lookUp([kind = "", name = "", label = ""]) {
      if (kind === "local") return { value: local(name), length: 2 };
      if (kind === "var") return { value: variable(name), length: 2 };
      if (kind === "path") return { value: ".", length: 2 };
      if (kind === "terraform" && name === "workspace") return { value: "default", length: 2 };
      const block =
        kind === "data" ? named("data", [name, label]) : named("resource", [kind, name]);
      return block && { value: referred(block), length: kind === "data" ? 3 : 2 };
    },
    attribute(address, name) {
      const all = [...of("resource"), ...of("data")];
      const block = all.find((block) => address.startsWith(addressOf(block)));
      const text = block && Object.hasOwn(block.body, name) ? block.body[name] : undefined;
      if (!block || text === undefined || GIVEN_BY_AWS.has(name)) return undefined;
      const instance = instancesOf(block).find((instance) => instance.address === address);
      return instance && evaluateJson(text, instance.scope, context);
    },
  };

  const resourcesOf = (block: Block): Resource[] =>
    instancesOf(block).map(({ address, key, scope }) => ({
      kind: block.kind === "data" ? "data" : "resource",
      address,
      type: String(block.labels[0]),
      label: String(block.labels[1]),
      ...(key === undefined ? {} : { key }),
      file: block.file,
      body: plain(evaluateBody(block.body, scope, context)),
    }));
  return {
    blocks,
    resources: [...of("resource"), ...of("data")].flatMap(resourcesOf),
    outputs: Object.fromEntries(
      of("output").map(({ labels, body }) => [
        String(labels[0]),
        plain(evaluateJson(body.value ?? null, {}, context)),
      ]),
    ),
  };
}

const plain = <Of extends Value>(value: Of): Of => JSON.parse(withoutMarks(JSON.stringify(value)));

/** By them other resources refer to one, whether its name is set or AWS gives it one. */
const GIVEN_BY_AWS = new Set(["arn", "bucket", "function_name", "id", "name", "url"]);

const addressOf = ({ kind, labels }: Block) =>
  [...(kind === "data" ? ["data"] : []), ...labels].join(".");

interface Instance {
  readonly address: string;
  readonly key?: string;
  readonly scope: Scope;
}

function instantiate(block: Block, evaluate: (text: Value) => Value): Instance[] {
  const address = addressOf(block);
  const { count, for_each } = block.body;
  if (count !== undefined) {
    const times = evaluate(count);
    // Whether there is one may be for the deployment to say.
    const indexes = isUnknown(times) ? [0] : [...Array(Number(times)).keys()];
    return indexes.map((index) => ({
      address: `${address}[${index}]`,
      scope: { count: { index } },
    }));
  }
  if (for_each === undefined) return [{ address, scope: {} }];
  const items = evaluate(for_each);
  if (isUnknown(items)) {
    const key = `\${each.key}`;
    return [
      { address: `${address}["${key}"]`, key, scope: { each: { key, value: `\${each.value}` } } },
    ];
  }
  return entriesOf(items).map(([name, value]) => {
    const key = String(Array.isArray(items) ? value : name);
    return {
      address: `${address}[${JSON.stringify(key)}]`,
      key,
      scope: { each: { key, value } },
    };
  });
}

/** The arguments of a block for Terraform, and not for the provider. */
const META_ARGUMENTS = new Set(["count", "depends_on", "dynamic", "for_each", "provider"]);

/** Evaluates the attributes and blocks of a block; its `dynamic` blocks become those that they make. */
function evaluateBody(body: JsonObject, scope: Scope, context: Context): Record<string, Value> {
  const evaluated: Record<string, Value> = {};
  for (const [name, value] of Object.entries(body)) {
    if (META_ARGUMENTS.has(name)) continue;
    evaluated[name] =
      Array.isArray(value) && value.every(isObject)
        ? value.map((inner) => evaluateBody(inner, scope, context))
        : evaluateJson(value, scope, context);
  }
  for (const [name, value] of Object.entries(isObject(body.dynamic) ? body.dynamic : {})) {
    const blocks = (value as readonly JsonObject[]).flatMap((block) =>
      expand(name, block, scope, context),
    );
    evaluated[name] = [...((evaluated[name] as readonly Value[]) ?? []), ...blocks];
  }
  return evaluated;
}

function expand(name: string, block: JsonObject, scope: Scope, context: Context): Value[] {
  const items = evaluateJson(block.for_each ?? null, scope, context);
  const iterator = block.iterator ? String(block.iterator).replace(/^\$\{|\}$/g, "") : name;
  const [content = {}] = block.content as readonly JsonObject[];
  if (isUnknown(items)) return [evaluateBody(content, scope, context)];
  return entriesOf(items).map(([key, value]) =>
    evaluateBody(content, { ...scope, [iterator]: { key, value } }, context),
  );
}

const isObject = (value: Value | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
