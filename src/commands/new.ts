import { basename, dirname, relative, resolve, sep } from "node:path";
import type { Call, Options } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { newCommand, startedBy } from "../cli/own-command.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import type { ToolAround } from "../prompts/target-question.ts";
import type { TransportName, Workflow, WorkflowWithTransport } from "../workflow/workflow.ts";
import { type Described, describeProject } from "./create/describe-project.ts";
import { adoptionInGit } from "./create/host-workspace.ts";
import { flagsAgainst } from "./create/next-commands.ts";
import { settleTarget, toolsAround } from "./create/settle-target.ts";
import { nameNote } from "./create/workflow-name.ts";
import { isWorkflowOf, offerWorkflow, target } from "./files/among-files.ts";
import { withInstalledVersion } from "./install/package-managers.ts";
import { type Outcome, withDirectory } from "./outcome/outcome.ts";

/**
 * Settles the transport, in the text too: the flag wins over the file, and where both are silent it
 * is chosen, with the reason told.
 */
async function settle(
  { workflow, text }: Described,
  wanted: TransportName | undefined,
  info: (line: string) => void,
): Promise<{ workflow: WorkflowWithTransport; text: string }> {
  const { transport } = workflow;
  if (wanted === undefined && transport !== undefined) {
    return { workflow: { ...workflow, transport }, text };
  }
  const settled = wanted ?? (await choose(workflow, info));
  const { setTransport } = await import("../workflow/text/set-keys.ts");
  return { workflow: { ...workflow, transport: settled }, text: setTransport(text, settled) };
}

async function choose(workflow: Workflow, info: (line: string) => void): Promise<TransportName> {
  const { chooseTransport } = await import("../transports/choose-transport.ts");
  const { transport, reason, simpler } = chooseTransport(workflow);
  info(`Transport: ${transport}. ${reason}`);
  if (simpler) info(simpler.reason);
  return transport;
}

/** Returns where a project is, as the app around it sees it that is deployed with the same tool. */
function folderFrom(
  around: readonly ToolAround[],
  { infrastructure }: Workflow,
  root: string,
  { startedIn }: Context,
): string {
  const app = around.find((tool) => tool.infrastructure === infrastructure);
  const place = app ? dirname(resolve(startedIn, app.file)) : startedIn;
  const path = relative(place, root).split(sep).join("/");
  return path.startsWith("../") ? path : `./${path}`;
}

/** Makes a project that was described. */
export async function makeDescribed(
  described: Described,
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
): Promise<Outcome> {
  // Answers may have changed what the command line said.
  const named = described.directory ?? directory ?? described.workflow.name;
  const around = toolsAround(resolve(context.cwd, named), context.startedIn);
  const deployed = await settleTarget(described, options, around, context.info);
  const { workflow, text } = await settle(
    deployed,
    described.answered ? undefined : options.transport,
    context.info,
  );
  // Who has answered the questions has been asked about the directory too.
  const merge = options.merge || described.answered === true;
  const root = await target(named, { ...options, merge }, context);
  if (described.source && options.name === undefined) {
    const note = nameNote(workflow.name, described.source, named, context.cwd);
    if (note !== undefined) context.info(note);
  }
  const adoption = await adoptionInGit(root, context.signal);
  const usualManager = adoption?.packageManager ?? startedBy(context.env) ?? "npm";
  const packageManager = options.packageManager ?? described.packageManager ?? usualManager;
  // A repository says itself which version it uses.
  const installer = adoption
    ? { packageManager }
    : await withInstalledVersion(packageManager, context);
  const { createProject } = await import("./create/create-project.ts");
  const request = {
    root,
    workflow,
    workflowText: text,
    ...(described.source && { source: described.source }),
    isWorkflowOfRoot: isWorkflowOf(root, options, context),
    ...installer,
    ...(adoption && { adoption }),
    folder: folderFrom(around, workflow, root, context),
    outside: described.workspace ?? { join: false, install: false },
    install: options.install,
    git: options.git,
    dryRun: options.dryRun,
  };
  const outcome = await withDirectory(root, () => createProject(request, context));
  return described.answered && outcome.status === "created"
    ? { ...outcome, replay: replayCommand(named, described, usualManager, options, context) }
    : outcome;
}

/** Makes the same project once more, next to the first, from the answers that are in its `workflow.yaml`. */
function replayCommand(
  named: string,
  { packageManager }: Described,
  usualManager: PackageManager,
  options: Options<"new">,
  context: Context,
): string {
  const place = named.replace(/[/\\]+$/, "");
  const isHere = resolve(context.cwd, named) === context.cwd;
  return newCommand(context, isHere ? `../${basename(context.cwd)}-2` : `${place}-2`, [
    "--workflow",
    isHere ? "workflow.yaml" : `${place}/workflow.yaml`,
    ...(packageManager && packageManager !== usualManager
      ? ["--package-manager", packageManager]
      : []),
    ...flagsAgainst(options),
  ]);
}

/**
 * Runs `create-unchain [dir]`: makes a new project from a workflow that is in a file, in the answers to questions, or
 * the order example.
 *
 * A directory that is not named is asked for, or called like the workflow.
 *
 * @throws {Stop} where nothing can be made, with the outcome
 */
export async function makeNew(
  { words: [named], options: given }: Call<"new">,
  context: Context,
): Promise<Outcome> {
  const place = resolve(context.cwd, named ?? "");
  const offered = await withDirectory(place, () => offerWorkflow(named, given, context));
  const { directory = named } = offered ?? {};
  let options: Options<"new"> = { ...given, ...(offered && { workflow: offered.workflow }) };
  if (directory !== undefined) {
    await withDirectory(place, () => target(directory, options, context));
    options = { ...options, merge: options.merge || context.interactive };
  }
  const described = await withDirectory(place, () => describeProject(directory, options, context));
  return makeDescribed(described, directory, options, context);
}
