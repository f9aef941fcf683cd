import { type Key, type Keys, type MappingShape, mappingOf, type Shape } from "../grammar/shape.ts";
import { keysOf } from "../grammar/step-keys.ts";
import { WORKFLOW } from "../grammar/workflow-keys.ts";
import type { ChoiceBranch, Condition, Step, Trigger, Workflow } from "../workflow.ts";

/** Plain data as `workflow.yaml` has it. */
export type Data = Readonly<Record<string, unknown>>;

/** Returns a workflow as the data of its `workflow.yaml`: only what differs from the defaults. */
export const workflowData = (workflow: Workflow): Data => dataOfKeys(WORKFLOW, workflow);

/** Returns a step as the data of its item in `workflow.yaml`. */
export const stepData = (step: Step): Data => dataOfKeys(keysOf(step.form), step);

function dataOfKeys(keys: Keys, fields: object): Data {
  const entries = Object.entries(keys).map(([name, key]) => [name, dataOfKey(name, key, fields)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function dataOfKey(name: string, key: Key, fields: object): unknown {
  const value = key.isSpread ? fields : (fields as Data)[key.field ?? name];
  if (value === undefined || value === key.default) return undefined;
  const isDefaultList = Array.isArray(value) && value.length === 0 && key.default !== undefined;
  return isDefaultList ? undefined : dataOf(key.shape, value);
}

function dataOf(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case "text":
      return shape.write ? shape.write(value as never) : value;
    case "list":
      return (value as readonly unknown[]).map((one) => dataOf(shape.of, one));
    case "mapping":
      return dataOfMapping(shape, value as object);
    case "either": {
      const inner = mappingOf(shape);
      if (typeof value === "string" || inner === undefined) return value;
      const data = dataOfMapping(inner, value as object);
      const { short } = shape;
      // A task that is nothing but its name is written as that name.
      return data && short && Object.keys(data).length === 1 ? data[short] : data;
    }
    case "later":
      return dataOf(shape.shape(), value);
    default:
      return value;
  }
}

function dataOfMapping({ id, keys }: MappingShape, value: object): Data | undefined {
  if (id !== undefined) return WRITERS[id](value as never, keys);
  const data = dataOfKeys(keys, value);
  return Object.keys(data).length > 0 ? data : undefined;
}

const WRITERS = {
  step: stepData,
  branch: ({ when, steps }: ChoiceBranch, keys: Keys) =>
    dataOfKeys(keys, when === undefined ? { otherwise: steps } : { when, steps }),
  condition: conditionData,
  trigger: (trigger: Trigger, keys: Keys) => dataOfKeys(keys, triggerFields(trigger)),
};

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

function conditionData(condition: Condition): Data {
  if ("all" in condition) return { all: condition.all.map(conditionData) };
  if ("any" in condition) return { any: condition.any.map(conditionData) };
  if ("not" in condition) return { not: conditionData(condition.not) };
  const { path, operator, value } = condition;
  return { path, [operator]: value };
}
