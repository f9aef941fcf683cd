import { type ConditionDocument, OPERATORS } from "../grammar/condition-keys.ts";
import { type Key, type Keys, type MappingShape, mappingOf, type Shape } from "../grammar/shape.ts";
import { formNameOf, keysOf } from "../grammar/step-keys.ts";
import type { PartialDocument } from "../grammar/structure.ts";
import { FUNCTION } from "../grammar/task-keys.ts";
import { defaultsOf } from "../grammar/values.ts";
import { WORKFLOW } from "../grammar/workflow-keys.ts";
import { toTrigger } from "../trigger.ts";
import type { ChoiceBranch, Comparison, Condition, Step, Workflow } from "../workflow.ts";

type Mapping = Readonly<Record<string, unknown>>;

/** Returns the workflow that a document describes, every default filled in; what is missing is taken as empty. */
export function toWorkflow(document: PartialDocument): Workflow {
  return readKeys(WORKFLOW, document as Mapping) as unknown as Workflow;
}

function readKeys(keys: Keys, document: Mapping): Mapping {
  const fields: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(keys)) {
    const value = readKey(key, document[name]);
    if (value === undefined) continue;
    if (key.isSpread) Object.assign(fields, value);
    else fields[key.field ?? name] = value;
  }
  return fields;
}

function readKey(key: Key, document: unknown): unknown {
  if (document !== undefined) return read(key.shape, document);
  return key.default ?? (key.required ? emptyOf(key.shape) : undefined);
}

function read(shape: Shape, document: unknown): unknown {
  switch (shape.kind) {
    case "text":
      return shape.read ? shape.read(String(document)) : document;
    case "number":
      // A YAML or JSON `-0` is 0.
      return Number(document) + 0;
    case "truth":
      return document || undefined;
    case "choice":
    case "scalar":
      return document;
    case "list":
      return (document as readonly unknown[]).map((item) =>
        item === undefined ? emptyOf(shape.of) : read(shape.of, item),
      );
    case "mapping":
      return readMapping(shape, document as Mapping);
    case "either": {
      const { short = "" } = shape;
      if (typeof document !== "string") return read(mappingOf(shape) as Shape, document);
      return short === "" ? document : read(mappingOf(shape) as Shape, { [short]: document });
    }
    case "later":
      return read(shape.shape(), document);
  }
}

function readMapping({ id, keys }: MappingShape, document: Mapping): unknown {
  if (id !== undefined) return READERS[id](document as never);
  const fields = readKeys(keys, document);
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** Returns the value that stands for one that is missing or wrong. */
function emptyOf(shape: Shape): unknown {
  switch (shape.kind) {
    case "text":
      return shape.read ? shape.empty : "";
    case "list":
      return [];
    case "choice":
      return shape.of[0];
    case "truth":
      return true;
    case "number":
      return shape.min;
    case "later":
      return emptyOf(shape.shape());
    default:
      return read(shape, {});
  }
}

const READERS = { step: toStep, branch: toBranch, condition: toCondition, trigger: toTrigger };

/** An approval has a function that nobody describes: it is tried as any other, and safe to repeat. */
const ASKING = { ...defaultsOf(FUNCTION), idempotency: "natural" };

function toStep(step: Mapping): Step {
  const form = formNameOf(step);
  const fields = readKeys(keysOf(form), step);
  return { form, ...(form === "approval" && ASKING), ...fields } as unknown as Step;
}

function toBranch(branch: {
  when?: ConditionDocument;
  otherwise?: unknown;
  steps?: unknown;
}): ChoiceBranch {
  const steps = (branch.otherwise ?? branch.steps ?? []) as readonly (Mapping | undefined)[];
  const inner = steps.map((step) => toStep(step ?? {}));
  return branch.otherwise === undefined
    ? { when: toCondition(branch.when ?? {}), steps: inner }
    : { steps: inner };
}

/** Returns the condition that a document describes. */
export function toCondition(condition: ConditionDocument): Condition {
  const { path = "", all, any, not } = condition;
  if (all) return { all: all.map((one) => toCondition(one ?? {})) };
  if (any) return { any: any.map((one) => toCondition(one ?? {})) };
  if (not) return { not: toCondition(not) };
  const operator = OPERATORS.find((one) => condition[one] !== undefined) ?? "isPresent";
  return { path, operator, value: (condition[operator] ?? null) as Comparison["value"] };
}
