import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Options } from "../../cli/arguments/invocation.ts";
import type { Context } from "../../cli/context.ts";
import { HOME } from "../../project/lock-path.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import type { Ask } from "../../prompts/ask.ts";
import { placeName } from "../../prompts/steps/place-name.ts";
import { checkTargetDirectory } from "../create/target-directory.ts";
import { type Outcome, Stop } from "../outcome/outcome.ts";

/** Returns the files that are in a directory, where that is all that keeps a project from being made there. */
export function filesAround({ status, changes }: Outcome): readonly string[] {
  const names = changes.map(({ path }) => path);
  return status === "conflict" && !names.includes(HOME) ? names : [];
}

async function askAt(context: Context): Promise<Ask> {
  const { askAtTerminal } = await import("../../prompts/terminal/terminal.ts");
  return askAtTerminal(context.signal);
}

/** Returns the file that `--workflow` names, absolute. */
const sourceOf = ({ workflow }: Options<"new">, { cwd }: Context): string | undefined =>
  workflow === undefined || workflow === "-" ? undefined : resolve(cwd, workflow);

/** Tells whether `--workflow` names the very `workflow.yaml` of a project's root. */
export const isWorkflowOf = (root: string, options: Options<"new">, context: Context): boolean =>
  sourceOf(options, context) === join(root, WORKFLOW_PATH);

/** Returns whether the files of a directory are no obstacle, since `--merge` or an answer says so. */
async function mayJoin(
  obstacle: Outcome,
  named: string,
  options: Options<"new">,
  context: Context,
): Promise<boolean> {
  const names = filesAround(obstacle);
  if (names.length === 0) return false;
  if (options.merge || !context.interactive) return options.merge;
  const { askToJoin } = await import("../../prompts/steps/join-question.ts");
  return askToJoin(await askAt(context), named, names);
}

/**
 * Returns the target directory, absolute, once it is clear that a project may be made in it.
 *
 * @throws {Stop} where none can be
 */
export async function target(
  named: string,
  options: Options<"new">,
  context: Context,
): Promise<string> {
  const root = resolve(context.cwd, named);
  const look = () => checkTargetDirectory(root, named, sourceOf(options, context));
  let obstacle = look();
  if (obstacle === undefined) return root;
  if (obstacle.status === "conflict" && !options.dryRun) {
    // What is in the way may be what a killed run has left.
    const { repair } = await import("../../project/transaction/repair.ts");
    if (await repair(root)) obstacle = look();
    if (obstacle === undefined) return root;
  }
  if (await mayJoin(obstacle, named, options, context)) return root;
  throw new Stop(obstacle);
}

/**
 * Offers the `workflow.yaml` of a directory, where somebody would be asked for a workflow.
 *
 * @returns the file as `--workflow` would name it, and its directory
 * @throws {Stop} where it is in the way of another workflow
 */
export async function offerWorkflow(
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
): Promise<{ readonly workflow: string; readonly directory: string } | undefined> {
  const named = directory ?? ".";
  const root = resolve(context.cwd, named);
  if (options.yes || options.workflow !== undefined || !context.interactive) return undefined;
  if (!existsSync(join(root, WORKFLOW_PATH)) || existsSync(join(root, HOME))) return undefined;
  const ask = await askAt(context);
  const isWanted = await ask.yesNo({
    message: `There is a ${WORKFLOW_PATH} in ${placeName(named)}. Make its project, ${directory === undefined ? "here" : "there"}?`,
    default: true,
  });
  if (isWanted) return { workflow: join(named, WORKFLOW_PATH), directory: named };
  const obstacle = directory === undefined ? undefined : checkTargetDirectory(root, named);
  if (obstacle !== undefined) throw new Stop(obstacle);
  return undefined;
}
