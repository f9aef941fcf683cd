import * as nodeFs from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Message } from "../../messages/message.ts";
import { firstOf } from "../../messages/words.ts";
import { ProjectError } from "../../project/disk/project-error.ts";
import { filesInTheWay, listTarget } from "../../project/disk/target.ts";
import { HOME } from "../../project/lock-path.ts";
import { unsafePathReason } from "../../project/transaction/safe-path.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import { failure, type Outcome } from "../outcome/outcome.ts";

/** The path, or the nearest one above of which there is something: a directory, or a link to nothing. */
function nearestEntry(path: string): string {
  let entry = path;
  while (nodeFs.lstatSync(entry, { throwIfNoEntry: false }) === undefined) entry = dirname(entry);
  return entry;
}

/** Says why a directory that is not there cannot be made for a project, on whatever system it is checked out. */
function unsafeReason(root: string, named: string): string | undefined {
  if (root.split(sep).includes(".git")) return "leads into .git, the directory of git itself";
  if (named.split(/[/\\]/).includes("node_modules")) {
    return "leads into node_modules, where the next installation may delete it";
  }
  const path = relative(nearestEntry(root), root).split(sep).join("/");
  return path === "" ? undefined : unsafePathReason(path);
}

/** Says how to go on where files are. */
function goOn(names: readonly string[], named: string): string {
  const file = named === "." ? WORKFLOW_PATH : `${named}/${WORKFLOW_PATH}`;
  const ofWorkflow = `To use the workflow there:  --workflow ${file}`;
  const ofMerge =
    "Choose another directory, or pass --merge to create the project among these files (it renames README.md to README.old.md, adds lines to .gitignore, and changes no other file)";
  return names.includes(WORKFLOW_PATH) ? `${ofWorkflow}\n       ${ofMerge}` : ofMerge;
}

const SHOWN = 10;

/**
 * Says why no project can be made in a directory; `undefined` where one can.
 *
 * @param root absolute
 * @param named the directory as the user named it
 * @param source the file, absolute, that the workflow is read from: in the directory it is not in the way
 */
export function checkTargetDirectory(
  root: string,
  named: string,
  source = "",
): Outcome | undefined {
  const refuse = (problem: Message | undefined) =>
    problem &&
    failure("error", problem.code === "INVALID_DIRECTORY" ? 2 : 1, [problem], { directory: root });
  if (named.includes("\0")) {
    return refuse(invalidDirectory("The name of the directory contains a null character"));
  }
  try {
    if (nodeFs.statSync(root, { throwIfNoEntry: false }) === undefined) {
      return refuse(newDirectoryProblem(root, named));
    }
    const inTheWay = filesInTheWay(listTarget(root, nodeFs)).filter(
      (name) => join(root, name) !== source,
    );
    if (inTheWay.length > 0) return notEmpty(root, named, inTheWay);
    nodeFs.accessSync(root, nodeFs.constants.W_OK);
    return undefined;
  } catch (error) {
    if (error instanceof ProjectError) {
      return failure("error", 1, error.problems, { directory: root });
    }
    const problem = refusalOf(error as NodeJS.ErrnoException, named);
    if (problem === undefined) throw error;
    return refuse(problem);
  }
}

const ANOTHER = "Choose another directory for the project";

function invalidDirectory(message: string): Message {
  return { code: "INVALID_DIRECTORY", message, suggestion: ANOTHER };
}

/** Says why a directory that is not there cannot be made. @throws what the file system says */
function newDirectoryProblem(root: string, named: string): Message | undefined {
  const reason = unsafeReason(root, named);
  if (reason !== undefined) {
    return invalidDirectory(`A project cannot be in "${named}": the path ${reason}`);
  }
  const above = nearestEntry(root);
  if (nodeFs.statSync(above, { throwIfNoEntry: false }) === undefined) {
    const path = above === root ? named : above;
    return {
      code: "NOT_A_DIRECTORY",
      message: "This is a broken link",
      suggestion: "Create its target directory, or choose another directory for the project",
      path,
    };
  }
  nodeFs.accessSync(above, nodeFs.constants.W_OK);
  return undefined;
}

function notEmpty(root: string, named: string, inTheWay: readonly string[]): Outcome {
  const problem = {
    code: "DIRECTORY_NOT_EMPTY",
    message: `The directory is not empty; in the way: ${firstOf(inTheWay, SHOWN)}`,
    ...(inTheWay.includes(HOME)
      ? {
          suggestion:
            "Choose another directory. To change this project, edit its workflow.yaml, then run:",
          run: { words: ["sync"], directory: root },
        }
      : { suggestion: goOn(inTheWay, named) }),
    path: named,
  };
  const changes = inTheWay.map(
    (path) => ({ path, action: "conflict", owner: "yours", reason: "already-there" }) as const,
  );
  return failure("conflict", 3, [problem], { directory: root, changes });
}

/** Says what an error of the file system means for the directory; `undefined` where it is unexpected. */
function refusalOf({ code }: NodeJS.ErrnoException, named: string): Message | undefined {
  switch (code) {
    case "ENOTDIR":
      return {
        code: "NOT_A_DIRECTORY",
        message: "A file has the name of this directory",
        suggestion: ANOTHER,
        path: named,
      };
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return {
        code: "NOT_WRITABLE",
        message: "No permission to write in this directory",
        suggestion: ANOTHER,
        path: named,
      };
    case "ENAMETOOLONG":
      return invalidDirectory("The name of the directory is too long");
    default:
      return undefined;
  }
}
