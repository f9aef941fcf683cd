import * as z from "zod/mini";
import { described } from "./schema-parts.ts";

/** A value that a condition compares with. */
export type Scalar = string | number | boolean | null;

const scalar = () => z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A condition as it is written down: a path and one operator, or one of `all`, `any` and `not`. */
export interface ConditionDocument {
  path?: string | undefined;
  equals?: Scalar | undefined;
  notEquals?: Scalar | undefined;
  greaterThan?: string | number | undefined;
  greaterThanOrEquals?: string | number | undefined;
  lessThan?: string | number | undefined;
  lessThanOrEquals?: string | number | undefined;
  oneOf?: Scalar[] | undefined;
  isPresent?: boolean | undefined;
  all?: ConditionDocument[] | undefined;
  any?: ConditionDocument[] | undefined;
  not?: ConditionDocument | undefined;
}

const ordered = (what: string) => z.optional(described(z.union([z.number(), z.string()]), what));

const conditions = (what: string) =>
  z.optional(
    described(
      z
        .array(z.lazy((): z.ZodMiniType<ConditionDocument, ConditionDocument> => condition))
        .check(z.minLength(1)),
      what,
    ),
  );

export const condition: z.ZodMiniType<ConditionDocument, ConditionDocument> = z.strictObject({
  path: z.optional(
    described(z.string(), "What is compared, e.g. input.total or results.checkStock.left."),
  ),
  equals: z.optional(described(scalar(), "It is this.")),
  notEquals: z.optional(described(scalar(), "It is there and is not this.")),
  greaterThan: ordered("It is more than this, or later in the alphabet."),
  greaterThanOrEquals: ordered("It is this or more."),
  lessThan: ordered("It is less than this, or earlier in the alphabet."),
  lessThanOrEquals: ordered("It is this or less."),
  oneOf: z.optional(described(z.array(scalar()).check(z.minLength(1)), "It is one of these.")),
  isPresent: z.optional(described(z.boolean(), "Whether it is there at all.")),
  all: conditions("All of these conditions hold."),
  any: conditions("At least one of these conditions holds."),
  not: z.optional(
    described(
      z.lazy(() => condition),
      "This condition does not hold.",
    ),
  ),
});

/** In JSON Schema: no other keys than these. */
export function only(keys: readonly string[]): object {
  return { propertyNames: { enum: keys } };
}
