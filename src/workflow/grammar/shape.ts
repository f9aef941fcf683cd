import type { Message } from "../../messages/message.ts";

/** A value that a key does not take, for the finding about it. */
export interface Refused {
  readonly value: unknown;
  readonly field: string;
  /** The values that the key takes, in words. */
  readonly takes: string;
  /** The key with a value: `timeout: 30s`. */
  readonly example: string;
  /** Tells that the value is of the right type, but too small or too large. */
  readonly isOutOfRange: boolean;
}

interface Described {
  /** The values that it takes, in words. */
  readonly takes: string;
  /** A sentence of the JSON Schema: of one of two shapes, or behind what is said of each key of this shape. */
  readonly says?: string;
  /** An item of a list, as an example. */
  readonly example?: string;
  /** Explains what is wrong with a value; `undefined` where nothing is known of it. */
  readonly explain?: (refused: Refused) => Message | undefined;
}

export interface TextShape extends Described {
  readonly kind: "text";
  readonly patterns: readonly RegExp[];
  readonly maxLength?: number;
  /** Returns whether a text is one, where no pattern says it. */
  readonly test?: (text: string) => boolean;
  /** Reads the text into a Workflow, which has it as something else; and writes it again. */
  readonly read?: (text: string) => unknown;
  readonly write?: (value: never) => string;
  /** The value that stands for a text that is wrong. */
  readonly empty?: unknown;
}

interface NumberShape extends Described {
  readonly kind: "number";
  readonly isWhole: boolean;
  readonly min: number;
  readonly max?: number;
}

export interface TruthShape extends Described {
  readonly kind: "truth";
  readonly only?: true;
}

interface ChoiceShape extends Described {
  readonly kind: "choice";
  readonly of: readonly string[];
}

export interface ScalarShape extends Described {
  readonly kind: "scalar";
  readonly of: readonly ("string" | "number" | "boolean" | "null")[];
}

interface ListShape extends Described {
  readonly kind: "list";
  readonly of: Shape;
  readonly min?: number;
}

export interface MappingShape extends Described {
  readonly kind: "mapping";
  readonly keys: Keys;
  /** Names what is read and written in a way of its own. */
  readonly id?: "step" | "condition" | "branch" | "trigger";
  /** Tells that it has one of its keys, and no other. */
  readonly isOneOf?: true;
  /** Tells that it is written over several lines, however short it is. */
  readonly isBlock?: true;
  /** More of its JSON Schema. */
  readonly schema?: object;
}

interface EitherShape extends Described {
  readonly kind: "either";
  /** In the order of the JSON Schema: a text or a choice, and a mapping. */
  readonly of: readonly Shape[];
  /** The key of the mapping that the text is the value of. */
  readonly short?: string;
}

interface LaterShape extends Described {
  readonly kind: "later";
  readonly shape: () => Shape;
}

/**
 * A kind of value: plain data from which the JSON Schema, the check, the parser and the writer are made.
 *
 * @typeParam Document its type in `workflow.yaml`
 * @typeParam Value its type in a Workflow
 */
export type Shape<Document = unknown, Value = unknown> = (
  | TextShape
  | NumberShape
  | TruthShape
  | ChoiceShape
  | ScalarShape
  | ListShape
  | MappingShape
  | EitherShape
  | LaterShape
) & { readonly types?: readonly [Document, Value] };

/** A shape that is a mapping. */
export type Mapped<Document = unknown, Value = unknown> = MappingShape & {
  readonly types?: readonly [Document, Value];
};

/** A flag of `add step` and `edit step` that sets a key. */
export interface KeyFlag {
  readonly name: string;
  /** Tells that it takes no value. */
  readonly isSwitch?: true;
  /** Tells that each of its values counts. */
  readonly repeats?: true;
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly completes?: "step";
  /** One line of help. */
  readonly about?: string;
  /** The flag in whose line of help this one is told too. */
  readonly besides?: string;
}

/** The words with which the questions ask for the value of a key; `says` and an example explain it. */
export interface KeyQuestion {
  /** The question, in which `{step}` stands for the step. */
  readonly asks?: string;
  /** One line instead of `says`, which may be about what no question asks for. */
  readonly about?: string;
  /** The name of the key among those that a step may have or not. */
  readonly rule?: string;
  /** An explanation of each word that it takes. */
  readonly words?: Readonly<Record<string, string>>;
}

/** A key of `workflow.yaml`. */
export interface Key {
  readonly shape: Shape;
  /** A description for editors; a default is named in it. */
  readonly says?: string;
  /** The value as it is written in an example. */
  readonly example: string;
  readonly required?: true;
  /** The value in a Workflow where the key is left out. */
  readonly default?: unknown;
  /** The name in a Workflow, where that is another. */
  readonly field?: string;
  /** Tells that a Workflow has the keys of the mapping beside the others. */
  readonly isSpread?: true;
  readonly flag?: KeyFlag;
  readonly question?: KeyQuestion;
}

export type Keys = Readonly<Record<string, Key>>;

/** Makes a table of keys, whose types are those of its entries. */
export const keys = <const Table extends Keys>(table: Table): Table => table;

/** The types of a shape: in `workflow.yaml`, and in a Workflow. */
export type Types<S> = S extends { readonly types?: infer Both }
  ? Extract<Both, readonly unknown[]>
  : never;

type Required<Table extends Keys> = {
  [Name in keyof Table]: Table[Name] extends { readonly required: true } ? Name : never;
}[keyof Table];

/** The type of a mapping in `workflow.yaml`. */
export type DocumentOf<Table extends Keys> = {
  readonly [Name in Required<Table>]: Types<Table[Name]["shape"]>[0];
} & {
  readonly [Name in Exclude<keyof Table, Required<Table>>]?: Types<Table[Name]["shape"]>[0];
} extends infer Whole
  ? { [Name in keyof Whole]: Whole[Name] }
  : never;

type FieldOf<Table extends Keys, Name extends keyof Table> = Table[Name] extends {
  readonly field: infer Field extends string;
}
  ? Field
  : Name;

type Filled = { readonly required: true } | { readonly default: unknown };

type ValueOf<Entry extends Key> =
  | Types<Entry["shape"]>[1]
  | (Entry extends { readonly default: infer Default extends string }
      ? Default
      : never) extends infer Value
  ? Value
  : never;

/** The type of a mapping in a Workflow: what has a default is always there. */
export type FieldsOf<Table extends Keys> = {
  readonly [Name in keyof Table as Table[Name] extends Filled
    ? FieldOf<Table, Name>
    : never]: ValueOf<Table[Name]>;
} & {
  readonly [Name in keyof Table as Table[Name] extends Filled
    ? never
    : FieldOf<Table, Name>]?: ValueOf<Table[Name]>;
} extends infer Whole
  ? { [Name in keyof Whole]: Whole[Name] }
  : never;

/** Returns the shape itself of one that is named before it is made. */
export const resolved = (shape: Shape): Exclude<Shape, LaterShape> =>
  shape.kind === "later" ? resolved(shape.shape()) : shape;

/** Returns the mapping that a shape is or may be. */
export function mappingOf(shape: Shape): MappingShape | undefined {
  const here = resolved(shape);
  if (here.kind === "mapping") return here;
  return here.kind === "either" ? here.of.map(mappingOf).find(Boolean) : undefined;
}
