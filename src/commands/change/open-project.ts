import * as nodeFs from "node:fs";
import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import { type Disk, readDisk, textAt } from "../../project/disk/disk.ts";
import { type Lock, readLock } from "../../project/lock.ts";
import { LOCK_PATH } from "../../project/lock-path.ts";
import { findProject } from "../../project/repository/find-project.ts";
import { hasRemains, repair } from "../../project/transaction/repair.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import { failure, Stop } from "../outcome/outcome.ts";
import { generatorProblem } from "./generator-version.ts";

/** A project that is there. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  /** The record of what Unchain last generated. */
  readonly lock: Lock;
  /** The lock as it is on disk. */
  readonly lockText: string;
  /** `workflow.yaml` as it is on disk. */
  readonly workflowText: string;
}

const stop = (problems: readonly Message[], exitCode: 1 | 2, directory?: string): Stop =>
  new Stop(failure("error", exitCode, problems, directory === undefined ? {} : { directory }));

/**
 * Opens the project that the working directory is in, and puts right what a killed run has left.
 *
 * @param mode `isReadOnly`: nothing may be written, so that nothing can be put right either;
 *   `isUpgrade`: an older version may have generated it
 * @throws {Stop} where there is none, another version has generated it or it cannot be read; `ProjectError` where it cannot be put right
 */
export async function openProject(
  { cwd, info }: Pick<Context, "cwd" | "info">,
  { isReadOnly, isUpgrade = false }: { readonly isReadOnly: boolean; readonly isUpgrade?: boolean },
): Promise<Project> {
  const root = findProject(cwd, nodeFs);
  if (root === undefined) {
    throw stop(
      [
        {
          code: "NOT_A_PROJECT",
          message: `There is no Unchain project in ${cwd} or above it.`,
          suggestion: `Change to a project, or name it with --cwd <dir>; a project has a file ${LOCK_PATH}`,
        },
      ],
      2,
    );
  }
  if (isReadOnly) requireWhole(root);
  else if (await repair(root)) {
    info("An interrupted run had left this project half changed; Unchain has repaired it.");
  }

  const disk = readDisk(root, [LOCK_PATH, WORKFLOW_PATH], nodeFs);
  const lock = disk.get(LOCK_PATH);
  const workflow = disk.get(WORKFLOW_PATH);
  if (lock?.kind !== "file") throw stop([unreadable(LOCK_PATH)], 1, root);
  const read = readLock(lock.text);
  if (Array.isArray(read)) throw stop(read, 1, root);
  const otherVersion = generatorProblem(read.generator, isUpgrade);
  if (otherVersion !== undefined) throw stop([otherVersion], 1, root);
  if (workflow?.kind !== "file") throw stop([unreadable(WORKFLOW_PATH)], 2, root);
  return { root, lock: read, lockText: lock.text, workflowText: workflow.text };
}

function requireWhole(root: string): void {
  if (!hasRemains(root, nodeFs)) return;
  throw stop(
    [
      {
        code: "INTERRUPTED",
        message: "Another run of Unchain is changing this project, or was interrupted.",
        suggestion: "Wait until it has finished; if none is running, run:",
        run: { words: ["sync"] },
      },
    ],
    1,
    root,
  );
}

const unreadable = (path: string): Message => ({
  code: "NOT_READABLE",
  message: "The file does not exist, or is not UTF-8 text.",
  suggestion: "Restore it from version control.",
  path,
});

/**
 * Returns whether the project is as it was opened: what is read from it while another run changes it is neither the old
 * nor the new.
 *
 * @param disk read since, the lock and `workflow.yaml` included
 */
export function isAsOpened({ root, lockText, workflowText }: Project, disk: Disk): boolean {
  return (
    textAt(disk, LOCK_PATH) === lockText &&
    textAt(disk, WORKFLOW_PATH) === workflowText &&
    !hasRemains(root, nodeFs)
  );
}
