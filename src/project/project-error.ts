import type { Problem } from "../workflow/workflow.ts";
import { errorCode } from "./file-system.ts";

/** Nothing was changed on disk, and why. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join("\n"), options);
    this.problems = problems;
  }
}

const NO_PERMISSION = {
  code: "NOT_WRITABLE",
  message: "No permission to write.",
  suggestion: "Check whom it belongs to, and its permissions.",
};

const causes: Readonly<Record<string, Pick<Problem, "code" | "message" | "suggestion">>> = {
  ENOSPC: { code: "DISK_FULL", message: "The disk is full.", suggestion: "Free some space." },
  EDQUOT: {
    code: "DISK_FULL",
    message: "The disk quota is used up.",
    suggestion: "Free some space.",
  },
  EROFS: {
    code: "NOT_WRITABLE",
    message: "The file system is read-only.",
    suggestion: "Choose a directory on another one, or mount it for writing.",
  },
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  ENOTDIR: { code: "NOT_A_DIRECTORY", message: "A file is where a directory is needed." },
  ENAMETOOLONG: { code: "NAME_TOO_LONG", message: "The path is too long for this file system." },
};

/** A failed call of the file system as an error for people; anything else comes back as it is. */
export function explainSystemError(error: unknown): unknown {
  const code = errorCode(error);
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  const { path, message } = error as NodeJS.ErrnoException;
  const problem: Problem = {
    ...(causes[code] ?? { code: "WRITE_FAILED", message }),
    ...(typeof path === "string" ? { path } : {}),
  };
  return new ProjectError([problem], { cause: error });
}
