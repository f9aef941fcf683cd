import type { Message } from "../../messages/message.ts";
import { errorCode } from "./file-system.ts";

/** Nothing was changed on disk, and why. */
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

const CHECK_OWNER = "Check whom it belongs to, and its permissions.";
const NOT_WRITABLE: Cause = ["NOT_WRITABLE", "No permission to write.", CHECK_OWNER];
const NOT_READABLE: Cause = ["NOT_READABLE", "No permission to read.", CHECK_OWNER];

const TOO_MANY_FILES: Cause = [
  "TOO_MANY_FILES",
  "Too many files are open at once.",
  "Close other programs, or raise the limit (ulimit -n).",
];

const IN_USE: Cause = [
  "IN_USE",
  "Another program is using it.",
  "Close what has it open, then run the same command again.",
];

/** The words for a refusal of the file system, by the code of its error. */
const causes: Readonly<Record<string, Cause>> = {
  ENOSPC: ["DISK_FULL", "The disk is full.", "Free some space."],
  EDQUOT: ["DISK_FULL", "The disk quota is used up.", "Free some space."],
  EROFS: [
    "NOT_WRITABLE",
    "The file system is read-only.",
    "Choose a directory on another one, or mount it for writing.",
  ],
  EACCES: NOT_WRITABLE,
  EPERM: NOT_WRITABLE,
  ENOTDIR: [
    "NOT_A_DIRECTORY",
    "A file is where a directory is needed.",
    "Move the file away, and restore the directory from version control.",
  ],
  EISDIR: [
    "IN_THE_WAY",
    "A directory is where a file is needed.",
    "Move the directory away, and restore the file from version control.",
  ],
  ENOENT: [
    "NOT_THERE",
    "It is not there, or not any more.",
    "If something else is changing the directory, wait until it has ended; then run the same command again.",
  ],
  ELOOP: [
    "LINK_LOOP",
    "Symbolic links lead in a circle.",
    "Replace the link by what it should lead to.",
  ],
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
    "See what is at that path, then run the same command again.",
  ];
  const known = aim === "read" ? causesOfReading : causes;
  const [cause, message, suggestion] = known[code] ?? other;
  const place = path ?? named;
  return new ProjectError(
    { code: cause, message, suggestion, ...(typeof place === "string" && { path: place }) },
    { cause: error },
  );
}
