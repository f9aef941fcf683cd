import { basename, dirname, resolve } from "node:path";
import type { Message } from "../../messages/message.ts";
import { kebabCase } from "../../workflow/letter-case.ts";
import { LIMITS } from "../../workflow/limits.ts";
import type { WorkflowSource } from "../files/workflow-source.ts";

/** Returns the name that a workflow has after a directory; empty where that can be none. */
export function nameAfter(directory: string): string {
  return kebabCase(basename(directory)).slice(0, LIMITS.nameLength).replace(/-$/, "");
}

/** Returns the problem with the value of `--name`; undefined where a workflow can have that name. */
export function nameProblem(name: string | undefined): Message | undefined {
  if (name === undefined) return undefined;
  const meant = nameAfter(name);
  if (meant === name) return undefined;
  return {
    code: "INVALID_VALUE",
    message: `--name ${name}: not a valid workflow name`,
    suggestion: `Use --name ${meant || "order-processing"}`,
  };
}

/**
 * Returns what to say where somebody names a directory, and their file another workflow; the file's name is taken
 * (decision 0043). Undefined where the two agree, the file is in
 * that directory, or no directory but the current one is named.
 */
export function nameNote(
  name: string,
  source: WorkflowSource,
  directory: string,
  cwd: string,
): string | undefined {
  const root = resolve(cwd, directory);
  const isItsOwn = source.path !== "-" && dirname(resolve(cwd, source.path)) === root;
  const other = nameAfter(root);
  if (isItsOwn || root === resolve(cwd) || other === "" || other === name) return undefined;
  const where = source.path === "-" ? "standard input" : source.path;
  return `The workflow and its stack are named ${name}, as in ${where}. If that stack is already deployed, this project will update it. To choose another name, add --name ${other}`;
}
