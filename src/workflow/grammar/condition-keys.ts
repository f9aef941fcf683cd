import type { ComparisonOperator, Condition } from "../workflow.ts";
import { type DocumentOf, keys, type Shape } from "./shape.ts";
import * as a from "./values.ts";

/** A value that a condition compares with. */
export type Scalar = string | number | boolean | null;

const scalar: Shape<Scalar, Scalar> = {
  kind: "scalar",
  of: ["string", "number", "boolean", "null"],
  takes: "text, a number, true, false or null",
  example: "oneOf: [EUR, USD]",
};

const ordered: Shape<string | number, string | number> = {
  kind: "scalar",
  of: ["number", "string"],
  takes: "a number or text",
};

/** The keys of a condition that compare a value with another. */
export const COMPARISONS = keys({
  equals: { shape: scalar, says: "It is this.", example: "EUR" },
  notEquals: { shape: scalar, says: "It is there and is not this.", example: "EUR" },
  greaterThan: {
    shape: ordered,
    says: "It is more than this, or later in the alphabet.",
    example: "1000",
  },
  greaterThanOrEquals: { shape: ordered, says: "It is this or more.", example: "1000" },
  lessThan: {
    shape: ordered,
    says: "It is less than this, or earlier in the alphabet.",
    example: "1000",
  },
  lessThanOrEquals: { shape: ordered, says: "It is this or less.", example: "1000" },
  oneOf: {
    shape: a.list(scalar, "a list of at least one value", 1),
    says: "It is one of these.",
    example: "[EUR, USD]",
  },
  isPresent: {
    shape: a.truth as Shape<boolean, boolean>,
    says: "Whether it is there at all.",
    example: "true",
  },
});

/** The operators of conditions. */
export const OPERATORS = Object.keys(COMPARISONS) as readonly ComparisonOperator[];

const inner = a.later<ConditionDocument, Condition>(
  "a condition",
  "{ path: input.total, lessThan: 10 }",
  () => condition,
);

/** The keys of a condition that combine others. */
export const COMBINATIONS = keys({
  all: {
    shape: a.list(inner, "a list of conditions", 1),
    says: "All of these conditions hold.",
    example: "[{ path: input.total, lessThan: 10 }]",
  },
  any: {
    shape: a.list(inner, "a list of conditions", 1),
    says: "At least one of these conditions holds.",
    example: "[{ path: input.total, lessThan: 10 }]",
  },
  not: {
    shape: inner,
    says: "This condition does not hold.",
    example: "{ path: input.total, lessThan: 10 }",
  },
});

const CONDITION = keys({
  path: {
    shape: a.text({ patterns: [], takes: "a path in the workflow state" }),
    says: "What is compared, e.g. input.total or results.checkStock.left.",
    example: "input.total",
  },
  ...COMPARISONS,
  ...COMBINATIONS,
});

/** A condition as it is written down: a path and one operator, or one of `all`, `any` and `not`. */
export interface ConditionDocument extends DocumentOf<typeof CONDITION> {}

/** In JSON Schema: no other keys than these. */
export const only = (names: readonly string[]): object => ({ propertyNames: { enum: names } });

const condition: Shape<ConditionDocument, Condition> = a.mapping(CONDITION, {
  id: "condition",
  takes: "a condition",
  schema: {
    oneOf: [
      {
        required: ["path"],
        minProperties: 2,
        maxProperties: 2,
        ...only(["path", ...Object.keys(COMPARISONS)]),
      },
      ...Object.keys(COMBINATIONS).map((name) => ({ required: [name], ...only([name]) })),
    ],
  },
}) as Shape<ConditionDocument, Condition>;

/** A condition where a branch says it. */
export const when = {
  shape: inner,
  says: "When these steps run.",
  example: "{ path: input.total, greaterThan: 1000 }",
} as const;
