import { CANCELLED, isCancellation } from "../../cli/cancellation.ts";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../../project/changes.ts";
import { explainSystemError, ProjectError } from "../../project/disk/project-error.ts";
import type { Status } from "../../report/result.ts";

/** 0: the result exists; 1: failed; 2: wrong usage or invalid workflow; 3: conflicts, or answers missing; 130: cancelled. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The columns that lines may take, and the use of colours. */
export interface TextLook {
  readonly width: number;
  readonly colour: boolean;
}

/** The end of a command, before anybody has formatted it. */
export interface Outcome {
  readonly status: Status;
  readonly exitCode: ExitCode;
  /** Of the project, absolute; left out where it is not known yet. */
  readonly directory?: string;
  readonly changes: readonly Change[];
  /** Commands to run next, in this order. */
  readonly next: readonly string[];
  readonly problems: readonly Message[];
  /** Short phrases for people about what was made. */
  readonly details?: readonly string[];
  /** Problems that need attention although the command did its work. */
  readonly warnings?: readonly Message[];
  /** The texts that the problems are about, by the path of the problem. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Text for people, in place of a summary. */
  readonly text?: (look: TextLook) => string;
  /** The answer to a question, in place of all else on standard output. */
  readonly answer?: {
    readonly text: (look: TextLook) => string;
    /** Left out: the text, with `--json` too. */
    readonly json?: object;
  };
  /** After questions: the command that does the same without them. */
  readonly replay?: string;
}

/** Returns the outcome of a command that answers a question and changes nothing. */
export const answered = (answer: NonNullable<Outcome["answer"]>): Outcome => ({
  status: "unchanged",
  exitCode: 0,
  changes: [],
  next: [],
  problems: [],
  answer,
});

/** An outcome of which nothing exists. */
export function failure(
  status: Extract<Status, "conflict" | "needs-input" | "error">,
  exitCode: Exclude<ExitCode, 0>,
  problems: readonly Message[],
  more: Partial<Pick<Outcome, "directory" | "changes" | "next" | "sources" | "warnings">> = {},
): Outcome {
  return { status, exitCode, changes: [], next: [], problems, ...more };
}

/** Ends a command early with an outcome. */
export class Stop extends Error {
  override readonly name = "Stop";
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.problems.map(({ message }) => message).join("\n"));
    this.outcome = outcome;
  }
}

/** Returns what ends a command that is asked for something which cannot be. */
export const invalid = (
  problems: readonly Message[],
  more?: Pick<Outcome, "directory" | "sources">,
): Stop => new Stop(failure("error", 2, problems, more));

/**
 * Returns what ends a command that lacks an answer, where nobody can be asked for it.
 *
 * @param next commands that have the answer
 */
export const needsInput = (message: string, suggestion: string, next: readonly string[]): Stop =>
  new Stop(failure("needs-input", 3, [{ code: "NEEDS_INPUT", message, suggestion }], { next }));

/**
 * Returns the outcome of a run that an error has stopped.
 *
 * @param details what the outcome says unless the error says it itself
 * @returns undefined for an error that is a mistake of ours
 */
export function outcomeOf(
  error: unknown,
  details: Pick<Outcome, "directory"> = {},
): Outcome | undefined {
  if (error instanceof Stop) return { ...details, ...error.outcome };
  if (isCancellation(error)) return failure("error", 130, [CANCELLED], details);
  // Whatever is to be written says so itself: what comes here has refused to be read.
  const explained = explainSystemError(error, "read");
  if (explained instanceof ProjectError) return failure("error", 1, explained.problems, details);
  return undefined;
}

/** Does some work of a command; what stops it names the directory that the command is about. */
export async function withDirectory<T>(directory: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const outcome = outcomeOf(error, { directory });
    throw outcome ? new Stop(outcome) : error;
  }
}
