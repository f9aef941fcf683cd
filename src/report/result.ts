import type { Message } from "../messages/message.ts";
import type { Change } from "../project/changes.ts";
import type { RESULT_SCHEMA } from "./result-schema.ts";

export type Status = (typeof RESULT_SCHEMA)["properties"]["status"]["enum"][number];

/** The document that `--json` prints. */
export interface Result {
  readonly status: Status;
  /** Absolute path of the project. */
  readonly directory: string;
  readonly files: readonly Pick<Change, "path" | "action" | "reason">[];
  /** The commands to run next. */
  readonly next: readonly string[];
  readonly errors: readonly Message[];
  /** Problems that need attention although the work was done; only where there are some. */
  readonly warnings?: readonly Message[];
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

function pick({ path, action, reason }: Result["files"][number]): object {
  return { path, action, reason };
}

function inOrder({ code, message, suggestion, path, line, column }: Message): object {
  return { code, message, suggestion, path, line, column };
}
