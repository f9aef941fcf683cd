import { enumerated } from "../../messages/words.ts";
import { DURATION_PATTERN, formatDuration, parseDuration } from "../duration.ts";
import {
  EXPECTED_DURATION_PATTERN,
  formatExpectedDuration,
  formatRate,
  parseExpectedDuration,
  parseRate,
  RATE_PATTERN,
} from "../expected.ts";
import { either as eitherOf } from "../findings/finding.ts";
import { invalidDuration, invalidExpectation } from "../findings/invalid-quantity.ts";
import { invalidChoice, invalidLine, invalidName } from "../findings/invalid-text.ts";
import { LIMITS } from "../limits.ts";
import { NAME_PATTERN } from "../names.ts";
import type { Rate } from "../workflow.ts";
import type {
  DocumentOf,
  FieldsOf,
  Keys,
  Mapped,
  MappingShape,
  Shape,
  TextShape,
  Types,
} from "./shape.ts";

/** One line that is safe to print: no control characters, no half surrogates, no reordering marks. */
const ONE_LINE =
  /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{FEFF}]+$/u;

/** A text that a Workflow has as it is. */
export const text = (shape: Omit<TextShape, "kind" | "read">): Shape<string, string> => ({
  kind: "text",
  ...shape,
});

export const name = (says?: string): Shape<string, string> =>
  text({
    patterns: [NAME_PATTERN],
    maxLength: LIMITS.nameLength,
    takes: `a kebab-case name of at most ${LIMITS.nameLength} characters`,
    says: says === undefined ? "In kebab-case." : `${says} In kebab-case.`,
    explain: invalidName,
  });

const line = (maxLength: number): TextShape => ({
  kind: "text",
  patterns: [ONE_LINE, /\S/],
  maxLength,
  takes: `one line of text of at most ${maxLength} characters`,
});

export const description: Shape<string, string> = {
  ...line(LIMITS.descriptionLength),
  read: (written) => written.trim(),
  explain: invalidLine,
};

export const eventText: Shape<string, string> = {
  ...line(LIMITS.eventTextLength),
  says: "Exactly as the event has it.",
};

/** A duration in whole seconds; its rules hold it to the range. */
export const duration = (
  { from, to }: { readonly from: number; readonly to?: number },
  takes = to === undefined
    ? `a duration of at least ${formatDuration(from)}`
    : `a duration from ${formatDuration(from)} to ${formatDuration(to)}`,
): Shape<string, number> => ({
  kind: "text",
  patterns: [DURATION_PATTERN],
  takes,
  says: "A whole number and s, m, h or d.",
  read: parseDuration,
  write: formatDuration,
  empty: from,
  explain: invalidDuration(to),
});

export const tryDuration: Shape<string, number> = {
  kind: "text",
  patterns: [EXPECTED_DURATION_PATTERN],
  takes: "a duration from 1ms to 15m",
  read: parseExpectedDuration,
  write: formatExpectedDuration,
  explain: invalidExpectation("duration"),
};

export const rate: Shape<string, Rate> = {
  kind: "text",
  patterns: [RATE_PATTERN],
  takes: "a number of runs, a slash and s, m, h or d",
  read: parseRate,
  write: formatRate,
  explain: invalidExpectation("rate"),
};

export const whole = (min: number, max?: number): Shape<number, number> => ({
  kind: "number",
  isWhole: true,
  min,
  ...(max !== undefined && { max }),
  takes:
    max === undefined
      ? `a whole number of at least ${min}`
      : `a whole number from ${min} to ${max}`,
});

export const atLeast = (min: number): Shape<number, number> => ({
  kind: "number",
  isWhole: false,
  min,
  takes: `a number of at least ${min}`,
});

export const memory: Shape<number, number> = {
  ...whole(LIMITS.minMemoryMb, LIMITS.maxMemoryMb),
  takes: `a whole number of MB from ${LIMITS.minMemoryMb} to ${LIMITS.maxMemoryMb}`,
  explain: invalidExpectation("memory"),
};

/** True; what is false is as if it were left out. */
export const truth: Shape<boolean, true> = { kind: "truth", takes: "true or false" };

/** One of a few words. @param others is what else the key takes; @param why says of words why they are none here */
export const choice = <const Words extends readonly string[]>(
  of: Words,
  others: readonly string[] = [],
  why: Readonly<Record<string, string>> = {},
): Shape<Words[number], Words[number]> => ({
  kind: "choice",
  of,
  takes: eitherOf(of),
  explain: invalidChoice([...of, ...others], why),
});

export const list = <S extends Shape>(
  of: S,
  takes: string,
  min?: number,
): Shape<readonly Types<S>[0][], readonly Types<S>[1][]> => ({
  kind: "list",
  of,
  takes,
  ...(min !== undefined && { min }),
});

export const mapping = <const Table extends Keys>(
  table: Table,
  more: Partial<Omit<MappingShape, "kind" | "keys">> = {},
): Mapped<DocumentOf<Table>, FieldsOf<Table>> => ({
  kind: "mapping",
  keys: table,
  takes: `a mapping of ${enumerated(Object.keys(table))}`,
  ...more,
});

/** A name, or a mapping in which it is the name. */
export const named = <Inner extends Mapped>(
  says: string,
  inner: Inner,
): Shape<string | Types<Inner>[0], Types<Inner>[1]> => ({
  kind: "either",
  of: [name(says), inner],
  short: "name",
  takes: "the name of a step, or a mapping with its name and failure rules",
  explain: invalidName,
});

/** A shape that refers to itself. */
export const later = <Document, Value>(
  takes: string,
  example: string,
  shape: () => Shape,
): Shape<Document, Value> => ({ kind: "later", takes, example, shape });

/** A word, or a mapping that says more. */
export const wordOr = <Word extends Shape<string>, Inner extends Mapped>(
  word: Word,
  says: string,
  inner: Inner,
  takes: string,
): Shape<Types<Word>[0] | Types<Inner>[0], Types<Word>[1] | Types<Inner>[1]> => ({
  kind: "either",
  of: [inner, { ...word, says }],
  takes,
  ...(word.explain && { explain: word.explain }),
});

/** Returns the values that hold in a Workflow where a mapping is left out. */
export function defaultsOf<const Table extends Keys>(table: Table): FieldsOf<Table> {
  const filled = Object.entries(table).filter(([, key]) => key.default !== undefined);
  return Object.fromEntries(
    filled.map(([name, key]) => [key.field ?? name, key.default]),
  ) as FieldsOf<Table>;
}
