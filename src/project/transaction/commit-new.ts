import { constants } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { Change } from "../changes.ts";
import { checkpoint, type DiskContext } from "../context.ts";
import { errorCode, type FileSystem } from "../disk/file-system.ts";
import { ProjectError } from "../disk/project-error.ts";
import { HOME } from "../lock-path.ts";
import { checkDiskless, checkPaths } from "./preflight.ts";
import { rename } from "./rename.ts";
import { removeIfEmpty } from "./roll-back.ts";
import {
  alreadyRunning,
  attempt,
  graceMs,
  markRunning,
  RUNNING_PATH,
  readRunning,
} from "./running.ts";

/** The place in which a project is written before it is renamed, and the renames. */
interface Staging {
  /** The outermost directory that does not exist yet: the root or one above it. */
  readonly top: string;
  /** Beside `top`, so that one rename puts everything in place. */
  readonly directory: string;
  /** The root within it. */
  readonly root: string;
}

/**
 * Writes a project into a directory that does not exist: everything goes into a directory beside it, and one rename
 * puts that in place. Nothing is flushed to the disk: a power failure can cost nothing that was there before.
 */
export async function commitNew(
  root: string,
  changes: readonly Change[],
  context: DiskContext,
): Promise<void> {
  const { fs } = context;
  const problems = [...checkPaths(changes), ...checkDiskless(changes)];
  if (problems.length > 0) throw new ProjectError(problems);
  const staging = stagingFor(root, fs);
  fs.accessSync(dirname(staging.top), constants.W_OK);
  repairNew(root, context);

  try {
    fs.mkdirSync(staging.directory);
  } catch (error) {
    throw errorCode(error) === "EEXIST" ? alreadyRunning(root, staging.directory) : error;
  }
  try {
    fs.mkdirSync(join(staging.root, HOME), { recursive: true });
    markRunning(join(staging.root, RUNNING_PATH), fs);
    await writeAll(staging.root, changes, context);
    await checkpoint(context);
    await rename(staging.directory, staging.top, fs);
  } catch (error) {
    attempt(() => removeStaging(staging, fs));
    throw error;
  }
  attempt(() => fs.unlinkSync(join(root, RUNNING_PATH)));
  attempt(() => fs.rmdirSync(join(root, HOME)));
}

/** Removes what a killed {@link commitNew} has left beside `root`; says whether there was something. */
export function repairNew(root: string, { fs, around }: DiskContext): boolean {
  const staging = stagingFor(root, fs);
  const stats = fs.lstatSync(staging.directory, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const running = readRunning(join(staging.root, RUNNING_PATH), fs, around);
  const isYoung = around.now() - stats.mtimeMs < graceMs;
  if (running.state === "alive" || (running.state === "none" && isYoung)) {
    throw alreadyRunning(root, staging.directory);
  }
  if (!stats.isDirectory() || (running.state === "none" && !isHollow(staging.directory, fs))) {
    throw new ProjectError({
      code: "IN_THE_WAY",
      message: "Unchain needs this name for a moment, and it exists.",
      suggestion: "Move it away and try again.",
      path: staging.directory,
    });
  }
  removeStaging(staging, fs);
  return true;
}

function stagingFor(root: string, fs: FileSystem): Staging {
  let top = root;
  for (let above = dirname(top); isMissing(above, fs); above = dirname(top)) top = above;
  const directory = join(dirname(top), `.${basename(top)}.unchain`);
  return { top, directory, root: join(directory, relative(top, root)) };
}

function isMissing(path: string, fs: FileSystem): boolean {
  return fs.statSync(path, { throwIfNoEntry: false }) === undefined;
}

async function writeAll(
  root: string,
  changes: readonly Change[],
  context: DiskContext,
): Promise<void> {
  const { fs } = context;
  for (const directory of new Set(changes.map(({ path }) => dirname(path)))) {
    fs.mkdirSync(join(root, directory), { recursive: true });
  }
  for (const { path, content = "" } of changes) {
    await checkpoint(context);
    fs.writeFileSync(join(root, path), content, { flag: "wx" });
  }
}

/** Removes the marker last, so that a run killed in the middle can be recognised. */
function removeStaging({ directory, root }: Staging, fs: FileSystem): void {
  const home = join(root, HOME);
  removeContents(root, HOME, fs);
  removeContents(home, basename(RUNNING_PATH), fs);
  fs.rmSync(join(root, RUNNING_PATH), { force: true });
  removeHollow(directory, fs);
}

function removeContents(directory: string, except: string, fs: FileSystem): void {
  if (isMissing(directory, fs)) return;
  for (const name of fs.readdirSync(directory)) {
    if (name !== except) fs.rmSync(join(directory, name), { recursive: true, force: true });
  }
}

/** Returns whether there is nothing but directories in a directory. */
function isHollow(directory: string, fs: FileSystem): boolean {
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .every((entry) => entry.isDirectory() && isHollow(join(directory, entry.name), fs));
}

function removeHollow(directory: string, fs: FileSystem): void {
  for (const name of fs.readdirSync(directory)) removeHollow(join(directory, name), fs);
  removeIfEmpty(directory, fs);
}
