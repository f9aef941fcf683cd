/** A flag of the command line: what the parser, the help and the completion know of it. */
export interface FlagDefinition {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** What its value looks like, in help and in errors; of one that takes a path, a step or one of a few, what it is. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** What a shell completes its value with. */
  readonly completes?: "step" | "file" | "directory";
  /** One line of help. */
  readonly about?: string;
  /** The flag in whose line of help this one is told too. */
  readonly besides?: string;
}
