/** A flag of the command line: what the parser, the help and the completion know of it. */
export interface FlagDefinition {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /**
   * A placeholder for its value in help and in errors; for a path, a step or one of a few choices, its kind.
   */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** It may be given more than once with other values, and every value counts. */
  readonly repeats?: true;
  /** The kind of value with which a shell completes it. */
  readonly completes?: "step" | "file" | "directory";
  /** One line of help. */
  readonly about?: string;
  /** The flag in whose line of help this one is told too. */
  readonly besides?: string;
}
