import { type Key, type Keys, type MappingShape, mappingOf, type Shape } from "../grammar/shape.ts";
import { keysOf } from "../grammar/step-keys.ts";
import { WORKFLOW } from "../grammar/workflow-keys.ts";
import type { ChoiceBranch, Condition, Step, Trigger, Workflow } from "../workflow.ts";
import { entry, flowScalar, flowValue, indented, item, scalar } from "./yaml-lines.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Returns a workflow as `workflow.yaml`: only what differs from the defaults. */
export function writeWorkflow(workflow: Workflow): string {
  return `${linesOfKeys(WORKFLOW, workflow).join("\n")}\n`;
}

/** Returns the lines of one step, as they follow its dash. */
export function stepYaml(step: Step): string[] {
  return linesOfKeys(keysOf(step.form), step);
}

function linesOfKeys(keys: Keys, fields: object): string[] {
  return Object.entries(keys).flatMap(([name, key]) => linesOfKey(name, key, fields as Fields));
}

function linesOfKey(name: string, key: Key, fields: Fields): string[] {
  const value = key.isSpread ? fields : fields[key.field ?? name];
  if (value === undefined || value === key.default) return [];
  const isDefaultList = Array.isArray(value) && value.length === 0 && key.default !== undefined;
  return isDefaultList ? [] : linesOf(name, key.shape, value);
}

function linesOf(name: string, shape: Shape, value: unknown): string[] {
  switch (shape.kind) {
    case "text":
      return shape.write
        ? [`${name}: ${shape.write(value as never)}`]
        : entry(name, value as string);
    case "number":
    case "truth":
    case "scalar":
      return [`${name}: ${value}`];
    case "choice":
      return entry(name, value as string);
    case "list":
      return linesOfList(name, shape.of, value as readonly unknown[]);
    case "mapping":
      return linesOfMapping(name, shape, value as object);
    case "either": {
      const inner = mappingOf(shape);
      if (typeof value === "string" || inner === undefined) return entry(name, value as string);
      return shape.short === undefined
        ? linesOfMapping(name, inner, value as object)
        : nested(name, linesOfKeys(inner.keys, value as object));
    }
    case "later":
      return linesOf(name, shape.shape(), value);
  }
}

function linesOfList(name: string, of: Shape, items: readonly unknown[]): string[] {
  const inner = mappingOf(of);
  if (inner === undefined)
    return [`${name}: [${items.map((one) => scalar(String(one))).join(", ")}]`];
  // A workflow that is still being described may have none yet.
  if (items.length === 0) return [`${name}: []`];
  return [`${name}:`, ...items.flatMap((one) => item(linesWithin(inner, one as object)))];
}

/** Few short keys are in brackets, on the line of the mapping. */
function linesOfMapping(name: string, shape: MappingShape, value: object): string[] {
  if (shape.id === "condition") return [`${name}: ${conditionText(value as Condition)}`];
  const lines = linesWithin(shape, value);
  if (lines.length === 0) return [];
  return shape.isBlock || lines.length > 2
    ? [`${name}:`, ...lines.map(indented)]
    : [`${name}: { ${lines.map(inBrackets).join(", ")} }`];
}

function linesWithin({ id, keys }: MappingShape, value: object): string[] {
  switch (id) {
    case "step":
      return stepYaml(value as Step);
    case "branch":
      return linesOfKeys(keys, branchFields(value as ChoiceBranch));
    case "trigger":
      return linesOfKeys(keys, triggerFields(value as Trigger));
    default:
      return linesOfKeys(keys, value);
  }
}

const branchFields = ({ when, steps }: ChoiceBranch): object =>
  when === undefined ? { otherwise: steps } : { when, steps };

function triggerFields(trigger: Trigger): object {
  switch (trigger.kind) {
    case "api":
      return { api: `${trigger.method} ${trigger.path}` };
    case "schedule":
      return { schedule: trigger.expression };
    case "event":
      return { event: trigger };
  }
}

/** A task that is nothing but its name is written as that name. */
function nested(name: string, lines: readonly string[]): string[] {
  if (lines.length === 1) return lines.map((line) => line.replace(/^name/, name));
  return [`${name}:`, ...lines.map(indented)];
}

/** An index in brackets would end a flow mapping's plain text. */
function inBrackets(line: string): string {
  const at = line.indexOf(": ") + 2;
  const value = line.slice(at);
  return /[[\],{}]/.test(value) && !value.startsWith('"')
    ? line.slice(0, at) + JSON.stringify(value)
    : line;
}

function conditionText(condition: Condition): string {
  const list = (conditions: readonly Condition[]) => conditions.map(conditionText).join(", ");
  if ("all" in condition) return `{ all: [${list(condition.all)}] }`;
  if ("any" in condition) return `{ any: [${list(condition.any)}] }`;
  if ("not" in condition) return `{ not: ${conditionText(condition.not)} }`;
  const { path, operator, value } = condition;
  return `{ path: ${flowScalar(path)}, ${operator}: ${flowValue(value)} }`;
}
