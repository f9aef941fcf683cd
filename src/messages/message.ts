/**
 * A message to the user: something wrong, or something that needs attention; where it is, and what would work. The
 * `errors` and `warnings` of `--json` have this shape. The list that it is in says how grave it is.
 */
export interface Message {
  /** Stable, upper case, e.g. `UNKNOWN_KEY`; `unchain help <code>` explains it. */
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
  /** The command that the suggestion ends with. Only the end of a run knows how it is started here. */
  readonly run?: OwnCommand;
  /** File as the user named it; `-` for standard input. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/** A command of ours, e.g. `sync`. */
export interface OwnCommand {
  readonly words: readonly string[];
  readonly flags?: readonly string[];
  /** The directory that it works in, absolute; left out: that of this run. */
  readonly directory?: string;
}

/** Returns a message without a place. */
export const problem = (code: string, message: string, suggestion: string): Message => ({
  code,
  message,
  suggestion,
});

/** Codes of messages that belong together. */
export interface CodeTopic {
  readonly title: string;
  /** A sentence or two about all of them. */
  readonly text: string;
  /** The meaning of each code, a sentence or two. */
  readonly codes: Readonly<Record<string, string>>;
}
