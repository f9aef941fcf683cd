import type { Message } from "../../messages/message.ts";
import { errorCode } from "./file-system.ts";

/** Reports why nothing was changed on disk. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
  readonly problems: readonly Message[];

  constructor(problems: Message | readonly Message[], options?: ErrorOptions) {
    const all = [problems].flat();
    super(all.map(({ message }) => message).join("\n"), options);
    this.problems = all;
  }
}

type Cause = readonly [code: string, message: string, suggestion: string];

const CHECK_OWNER = "Check its owner and its permissions.";
const NOT_WRITABLE: Cause = ["NOT_WRITABLE", "No permission to write.", CHECK_OWNER];
const NOT_READABLE: Cause = ["NOT_READABLE", "No permission to read.", CHECK_OWNER];

const TOO_MANY_FILES: Cause = [
  "TOO_MANY_FILES",
  "Too many files are open at once.",
  "Close other programs, or raise the limit (ulimit -n).",
];

const IN_USE: Cause = [
  "IN_USE",
  "Another program is using this path.",
  "Close the program that uses it, then run the same command again.",
];

/** The words for a refusal of the file system, by the code of its error. */
const causes: Readonly<Record<string, Cause>> = {
  ENOSPC: ["DISK_FULL", "The disk is full.", "Free some space."],
  EDQUOT: ["DISK_FULL", "The disk quota is used up.", "Free some space."],
  EROFS: [
    "NOT_WRITABLE",
    "The file system is read-only.",
    "Choose a directory on another file system, or mount this one as writable.",
  ],
  EACCES: NOT_WRITABLE,
  EPERM: NOT_WRITABLE,
  ENOTDIR: [
    "NOT_A_DIRECTORY",
    "There is a file where a directory is needed.",
    "Move the file away, and restore the directory from version control.",
  ],
  EISDIR: [
    "IN_THE_WAY",
    "There is a directory where a file is needed.",
    "Move the directory away, and restore the file from version control.",
  ],
  ENOENT: [
    "NOT_THERE",
    "The path does not exist, or no longer exists.",
    "If another program is changing the directory, wait until it has finished, then run the same command again.",
  ],
  ELOOP: ["LINK_LOOP", "Symbolic links form a cycle.", "Replace the link by its target."],
  ENAMETOOLONG: [
    "NAME_TOO_LONG",
    "The path is too long for this file system.",
    "Choose a directory with a shorter path, or shorter names of steps.",
  ],
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EBUSY: IN_USE,
  ETXTBSY: IN_USE,
  EIO: [
    "DISK_FAILED",
    "The disk reports an error.",
    "Check the disk, and whether it is still connected.",
  ],
};

/** The words that differ where nothing was to be written. */
const causesOfReading: typeof causes = { ...causes, EACCES: NOT_READABLE, EPERM: NOT_READABLE };

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
  const { path: named, message: said } = error as NodeJS.ErrnoException;
  const other: Cause = [
    aim === "read" ? "READ_FAILED" : "WRITE_FAILED",
    said,
    "Check that path, then run the same command again.",
  ];
  const known = aim === "read" ? causesOfReading : causes;
  const [cause, message, suggestion] = known[code] ?? other;
  const place = path ?? named;
  return new ProjectError(
    { code: cause, message, suggestion, ...(typeof place === "string" && { path: place }) },
    { cause: error },
  );
}
