import { type Key, type MappingShape, resolved, type Shape } from "./shape.ts";
import { WORKFLOW_SHAPE } from "./workflow-keys.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Returns the JSON Schema (draft 7) of `workflow.yaml`, for editors and `unchain schema`. */
export function workflowJsonSchema(): object {
  const definitions: Record<string, Schema> = {};
  const schema = mappingSchema(WORKFLOW_SHAPE, undefined, definitions);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Unchain workflow",
    description: "Named steps and what happens when each of them fails.",
    ...schema,
    definitions,
  };
}

/** @param description what is said of the key that has this shape */
function schemaOf(
  shape: Shape,
  description: string | undefined,
  definitions: Record<string, Schema>,
): Schema {
  const described = description === undefined ? {} : { description };
  switch (shape.kind) {
    case "text": {
      const patterns = shape.patterns.map(({ source }) => ({ pattern: source }));
      return {
        type: "string",
        ...(shape.maxLength !== undefined && { maxLength: shape.maxLength }),
        ...(patterns.length > 1
          ? { allOf: patterns.map((pattern) => ({ type: "string", ...pattern })) }
          : patterns[0]),
        ...described,
      };
    }
    case "number":
      return {
        type: shape.isWhole ? "integer" : "number",
        minimum: shape.min,
        ...(shape.isWhole && { maximum: shape.max ?? Number.MAX_SAFE_INTEGER }),
        ...described,
      };
    case "truth":
      return { type: "boolean", ...(shape.only && { const: true }), ...described };
    case "choice": {
      const [only, ...others] = shape.of;
      return {
        type: "string",
        ...(others.length === 0 ? { const: only } : { enum: shape.of }),
        ...described,
      };
    }
    case "scalar":
      return { ...described, type: shape.of };
    case "list":
      return {
        ...(shape.min !== undefined && { minItems: shape.min }),
        type: "array",
        items: schemaOf(shape.of, undefined, definitions),
        ...described,
      };
    case "either":
      return { anyOf: shape.of.map((one) => schemaOf(one, one.says, definitions)), ...described };
    case "mapping":
      return shape.id === "step" || shape.id === "condition"
        ? reference(shape, definitions)
        : mappingSchema(shape, description, definitions);
    case "later":
      return { ...described, allOf: [schemaOf(resolved(shape), undefined, definitions)] };
  }
}

function reference(shape: MappingShape, definitions: Record<string, Schema>): Schema {
  const name = String(shape.id);
  if (!Object.hasOwn(definitions, name)) {
    definitions[name] = {};
    definitions[name] = mappingSchema(shape, undefined, definitions);
  }
  return { $ref: `#/definitions/${name}` };
}

function mappingSchema(
  { keys, schema }: MappingShape,
  description: string | undefined,
  definitions: Record<string, Schema>,
): Schema {
  const entries = Object.entries(keys);
  const required = entries.filter(([, key]) => key.required).map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([name, key]) => [name, schemaOf(key.shape, saidOf(key), definitions)]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(description !== undefined && { description }),
    ...schema,
  };
}

const saidOf = ({ says, shape }: Key): string | undefined =>
  [says, shape.says].filter((part) => part !== undefined).join(" ") || undefined;
