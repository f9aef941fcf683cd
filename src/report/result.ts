import { type Action, type Change, isWrite } from "../project/changes.ts";
import type { Problem } from "../workflow/workflow.ts";

export type Status =
  | "created"
  | "updated"
  | "unchanged"
  | "planned"
  | "conflict"
  | "needs-input"
  | "error";

/** The document that `--json` prints. */
export interface Result {
  readonly status: Status;
  /** Absolute path of the project. */
  readonly directory: string;
  readonly files: readonly { readonly path: string; readonly action: Action }[];
  /** What to do next, as commands. */
  readonly next: readonly string[];
  readonly errors: readonly Problem[];
  /** What was done, and needs attention all the same; only where there is something. */
  readonly warnings?: readonly Problem[];
}

interface Outcome {
  readonly directory: string;
  readonly changes: readonly Change[];
  /** The project did not exist before. */
  readonly isNew: boolean;
  readonly isDryRun: boolean;
  readonly next?: readonly string[];
  readonly errors?: readonly Problem[];
}

/** The result of a run that got as far as changes: made, planned, or stopped by a conflict. */
export function changesResult(outcome: Outcome): Result {
  const { directory, changes, next = [], errors = [] } = outcome;
  return { status: statusOf(outcome), directory, files: changes.map(pick), next, errors };
}

/** The result of a run in which nothing was changed, and why. */
export function failureResult(failure: {
  readonly status: Extract<Status, "conflict" | "needs-input" | "error">;
  readonly directory: string;
  readonly errors: readonly Problem[];
  readonly next?: readonly string[];
}): Result {
  const { status, directory, errors, next = [] } = failure;
  return { status, directory, files: [], next, errors };
}

/** The text of the document, keys in the order of the documentation. */
export function resultJson(result: Result): string {
  const { status, directory, files, next, errors, warnings = [] } = result;
  const document = {
    status,
    directory,
    files: files.map(pick),
    next,
    errors: errors.map(inOrder),
    ...(warnings.length > 0 && { warnings: warnings.map(inOrder) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function statusOf({ changes, isNew, isDryRun }: Outcome): Status {
  if (changes.some(({ action }) => action === "conflict")) return "conflict";
  if (isDryRun) return "planned";
  if (!changes.some(({ action }) => isWrite(action))) return "unchanged";
  return isNew ? "created" : "updated";
}

function pick({ path, action }: { path: string; action: Action }): {
  path: string;
  action: Action;
} {
  return { path, action };
}

function inOrder({ code, message, suggestion, path, line, column }: Problem): object {
  return { code, message, suggestion, path, line, column };
}
