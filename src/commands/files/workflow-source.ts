import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Message } from "../../messages/message.ts";
import { explainSystemError } from "../../project/disk/project-error.ts";

/** Text of a workflow, and its name in messages. */
export interface WorkflowSource {
  readonly text: string;
  /** The file as the user named it; `-` for standard input. */
  readonly path: string;
}

/** Begins a text that was kept by somebody who left the questions. */
export const UNFINISHED = "# Unfinished answers to Unchain's questions.";

export interface StandardInput {
  readonly isTerminal: boolean;
  read(): Promise<Uint8Array>;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "The file does not exist",
  EISDIR: "This is a directory, not a file",
  EACCES: "No permission to read the file",
  ENOTDIR: "The file does not exist",
};

function unreadable(path: string, why: string, suggestion: string): Message {
  return { code: "WORKFLOW_NOT_READABLE", message: `${why}.`, suggestion, path };
}

/**
 * Reads what `--workflow` names, relative to `cwd`.
 *
 * @param info hears that a person is expected to type the workflow
 * @throws `ProjectError` where the file system refuses for another reason than that no such file is there
 */
export async function readWorkflowSource(
  path: string,
  cwd: string,
  stdin: StandardInput,
  info: (line: string) => void,
): Promise<WorkflowSource | Message> {
  let bytes: Uint8Array;
  if (path === "-") {
    if (stdin.isTerminal) {
      info(
        "Reading the workflow from this terminal: type or paste it, then press Ctrl-D on a new line.",
      );
    }
    bytes = await stdin.read();
  } else {
    try {
      bytes = readFileSync(resolve(cwd, path));
    } catch (error) {
      const why = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ""];
      if (why === undefined) throw explainSystemError(error, "read", path);
      return unreadable(path, why, "Name a workflow.yaml, or - for standard input");
    }
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), path };
  } catch {
    return unreadable(path, "The file is not UTF-8 text", "Save the file as UTF-8");
  }
}
