import type { Message } from "../../messages/message.ts";
import { REPOSITORIES } from "../repository/host-repository.ts";
import type { FileSystem } from "./file-system.ts";
import { ProjectError } from "./project-error.ts";

const harmless: ReadonlySet<string> = new Set([
  ...REPOSITORIES,
  ".DS_Store",
  "Thumbs.db",
  "desktop.ini",
  ".idea",
  ".vscode",
  "LICENSE",
  "LICENSE.md",
  "LICENSE.txt",
]);

/**
 * Returns the names among the entries of a target directory that keep a new project from being made there, sorted.
 *
 * As in create-next-app, what version control, the desktop or an editor leaves behind is not in the way, nor is the
 * licence of a repository that was made on a forge. All else is somebody's work, and gone on with if they say so
 * (decision 0041).
 */
export function filesInTheWay(entries: Iterable<string>): string[] {
  return [...entries].filter((name) => !harmless.has(name) && !name.endsWith(".iml")).sort();
}

const joined: ReadonlySet<string> = new Set([".gitignore", ".editorconfig", "README.md"]);

/** Returns whether a new project gets along with these files: all is there that was there, in them or beside them. */
export const areJoined = (names: readonly string[]): boolean =>
  names.every((name) => joined.has(name));

/**
 * The names in the target directory of a new project; none if it does not exist.
 * Throws a {@link ProjectError} if it is not a directory.
 */
export function listTarget(
  root: string,
  fs: Pick<FileSystem, "statSync" | "readdirSync">,
): string[] {
  const stats = fs.statSync(root, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) {
    const problem: Message = {
      code: "NOT_A_DIRECTORY",
      message: "This is a file, not a directory.",
      suggestion: "Choose another directory for the project.",
      path: root,
    };
    throw new ProjectError([problem]);
  }
  return fs.readdirSync(root);
}
