import * as z from "zod/mini";
import { DURATION_PATTERN } from "../duration.ts";
import { LIMITS } from "../limits.ts";
import { NAME_PATTERN } from "../names.ts";

/** One line that is safe to print: no control characters, no half surrogates, no reordering marks. */
export const ONE_LINE =
  /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{FEFF}]+$/u;

/**
 * Adds what the JSON Schema says of a schema that is used in no other place. `z.describe` makes a
 * copy that has a check more, which for all of these takes milliseconds of every run.
 */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  description: string,
): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

export const name = (what: string) =>
  described(
    z.string().check(z.regex(NAME_PATTERN), z.maxLength(LIMITS.nameLength)),
    `${what} In kebab-case.`,
  );

export const description = z.optional(
  described(
    z.string().check(z.regex(ONE_LINE), z.regex(/\S/), z.maxLength(LIMITS.descriptionLength)),
    "What it does, on one line.",
  ),
);

export const requiredDuration = (what: string) =>
  described(
    z.string().check(z.regex(DURATION_PATTERN)),
    `${what} A whole number and s, m, h or d.`,
  );

export const duration = (what: string) => z.optional(requiredDuration(what));
