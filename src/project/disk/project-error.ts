import type { Message } from "../../messages/message.ts";
import { errorCode } from "./file-system.ts";

/** Nothing was changed on disk, and why. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
  readonly problems: readonly Message[];

  constructor(problems: readonly Message[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join("\n"), options);
    this.problems = problems;
  }
}

type Cause = Pick<Message, "code" | "message" | "suggestion">;

const NO_PERMISSION: Cause = {
  code: "NOT_WRITABLE",
  message: "No permission to write.",
  suggestion: "Check whom it belongs to, and its permissions.",
};

const FULL: Cause = {
  code: "DISK_FULL",
  message: "The disk is full.",
  suggestion: "Free some space.",
};

const TOO_MANY_FILES: Cause = {
  code: "TOO_MANY_FILES",
  message: "Too many files are open at once.",
  suggestion: "Close other programs, or raise the limit (ulimit -n).",
};

const IN_USE: Cause = {
  code: "IN_USE",
  message: "Another program is using it.",
  suggestion: "Close what has it open, then run the same command again.",
};

/** The words for a refusal of the file system, by the code of its error. */
const causes: Readonly<Record<string, Cause>> = {
  ENOSPC: FULL,
  EDQUOT: { ...FULL, message: "The disk quota is used up." },
  EROFS: {
    code: "NOT_WRITABLE",
    message: "The file system is read-only.",
    suggestion: "Choose a directory on another one, or mount it for writing.",
  },
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  ENOTDIR: {
    code: "NOT_A_DIRECTORY",
    message: "A file is where a directory is needed.",
    suggestion: "Move the file away, and restore the directory from version control.",
  },
  EISDIR: {
    code: "IN_THE_WAY",
    message: "A directory is where a file is needed.",
    suggestion: "Move the directory away, and restore the file from version control.",
  },
  ENOENT: {
    code: "NOT_THERE",
    message: "It is not there, or not any more.",
    suggestion:
      "If something else is changing the directory, wait until it has ended; then run the same command again.",
  },
  ELOOP: {
    code: "LINK_LOOP",
    message: "Symbolic links lead in a circle.",
    suggestion: "Replace the link by what it should lead to.",
  },
  ENAMETOOLONG: {
    code: "NAME_TOO_LONG",
    message: "The path is too long for this file system.",
    suggestion: "Choose a directory with a shorter path, or shorter names of steps.",
  },
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EBUSY: IN_USE,
  ETXTBSY: IN_USE,
  EIO: {
    code: "DISK_FAILED",
    message: "The disk reports an error.",
    suggestion: "Check the disk, and whether it is still connected.",
  },
};

/** The words that differ where nothing was to be written. */
const causesOfReading: Readonly<Record<string, Cause>> = {
  ...causes,
  EACCES: { ...NO_PERMISSION, code: "NOT_READABLE", message: "No permission to read." },
  EPERM: { ...NO_PERMISSION, code: "NOT_READABLE", message: "No permission to read." },
};

/**
 * Returns a failed call of the file system as an error for people; anything else comes back as it is.
 *
 * @param aim what the call was for
 * @param path instead of the one that the error names
 */
export function explainSystemError(
  error: unknown,
  aim: "read" | "write" = "write",
  path?: string,
): unknown {
  const code = errorCode(error);
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  const { path: named = path, message } = error as NodeJS.ErrnoException;
  const other: Cause = {
    code: aim === "read" ? "READ_FAILED" : "WRITE_FAILED",
    message,
    suggestion: "See what is at that path, then run the same command again.",
  };
  const cause = (aim === "read" ? causesOfReading : causes)[code] ?? other;
  const at = path ?? named;
  const problem: Message = { ...cause, ...(typeof at === "string" ? { path: at } : {}) };
  return new ProjectError([problem], { cause: error });
}
