import { basename, join, relative, resolve } from "node:path";
import type { PackageManager } from "../plan/package-manager.ts";
import { SCHEMA_PATH } from "../project/lock-path.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import type { Ask } from "../prompts/ask.ts";
import type { WorkspaceAnswers } from "../prompts/workspace-questions.ts";
import type { Problem, RoutedWorkflow, Transport, Workflow } from "../workflow/workflow.ts";
import { adoptionInGit, adoptionOf } from "./adoption.ts";
import { filesAround, offerWorkflow, sourceOf, target } from "./among-files.ts";
import type { Options } from "./arguments.ts";
import type { Context } from "./context.ts";
import { whyNobodyIsAsked } from "./interactivity.ts";
import { about, failure, type Outcome, Stop } from "./outcome.ts";
import { newCommand, startedBy } from "./own-command.ts";
import { installedManagers, withInstalledVersion } from "./package-managers.ts";
import { obstacleIn } from "./target-directory.ts";
import { nameAfter, nameNote, nameProblem } from "./workflow-name.ts";
import { readWorkflowSource, type WorkflowSource } from "./workflow-source.ts";
import { contextIn } from "./working-directory.ts";

/** A project as it was described, in a file, by answers or by default. */
export interface Described {
  readonly workflow: Workflow;
  /** What becomes `workflow.yaml`. */
  readonly text: string;
  /** Where it was read from. */
  readonly source?: WorkflowSource;
  readonly directory?: string;
  readonly packageManager?: PackageManager;
  /** Left out: nothing outside of the project may be changed. */
  readonly workspace?: WorkspaceAnswers;
  /** By answers to questions. */
  readonly answered?: boolean;
}

/** The first line of a `workflow.yaml` that is not the user's own text: editors read it. */
const SCHEMA_LINE = `# yaml-language-server: $schema=${SCHEMA_PATH}\n`;

const invalid = (problems: readonly Problem[], sources?: ReadonlyMap<string, string>) =>
  new Stop(failure("error", 2, problems, sources && { sources }));

/** `--workflow <file|->`. */
async function fromSource(
  path: string,
  { name, transport, infrastructure }: Options,
  context: Context,
): Promise<Described> {
  const source = await readWorkflowSource(path, context.cwd, context.stdin, context.tell);
  if ("code" in source) throw invalid([source]);
  const { parseWorkflow } = await import("../workflow/parse.ts");
  const parsed = ({ text, path }: WorkflowSource) => {
    const { workflow, problems } = parseWorkflow(text, path, {
      ...(transport && { transport }),
      ...(infrastructure && { infrastructure }),
    });
    if (workflow === undefined) throw invalid(problems, new Map([[path, text]]));
    return workflow;
  };
  const workflow = parsed(source);
  if (name !== undefined && name !== workflow.name) {
    const { setName } = await import("../workflow/write.ts");
    const renamed = { path: source.path, text: setName(source.text, name) };
    return described(parsed(renamed), renamed);
  }
  return described(workflow, source);
}

async function described(workflow: Workflow, source: WorkflowSource): Promise<Described> {
  // A workflow.yaml may be that of the directory itself, and have comments.
  const isJson = source.text.trimStart().startsWith("{") && basename(source.path) !== WORKFLOW_PATH;
  return { workflow, text: isJson ? await written(workflow) : source.text, source };
}

async function written(workflow: Workflow): Promise<string> {
  const { writeWorkflow } = await import("../workflow/write.ts");
  return `${SCHEMA_LINE}${writeWorkflow(workflow)}`;
}

/** `--yes` without a workflow: the order example, named after its directory where that can be a name. */
async function fromExample(name: string): Promise<Described> {
  const { orderProcessing, orderProcessingYaml } = await import("../workflow/order-processing.ts");
  const example = `${SCHEMA_LINE}${orderProcessingYaml}`;
  if (name === "") return { workflow: orderProcessing, text: example };
  const { setName } = await import("../workflow/write.ts");
  return { workflow: { ...orderProcessing, name }, text: setName(example, name) };
}

/** Asks for the project at the terminal; what the flags say is not asked. */
export async function askForProject(
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Described> {
  const [{ askProject }, { askAtTerminal }] = await Promise.all([
    import("../prompts/project-questions.ts"),
    import("../prompts/terminal.ts"),
  ]);
  const ask = askAtTerminal(context.signal);
  const around = await adoptionOf(resolve(context.cwd, directory ?? "project"));
  const packageManager = options.packageManager ?? around?.packageManager ?? startedBy(context.env);
  const answers = await askProject(ask, {
    ...(directory !== undefined && { directory }),
    ...(options.name !== undefined && { name: options.name }),
    ...(options.transport !== undefined && { transport: options.transport }),
    ...(packageManager !== undefined && { packageManager }),
    installed: installedManagers(context.env),
    problemWith: (named) => {
      const obstacle = obstacleIn(resolve(context.cwd, named), named);
      return obstacle && filesAround(obstacle).length === 0
        ? obstacle.problems[0]?.message
        : undefined;
    },
    filesIn: (named) => {
      const obstacle = obstacleIn(resolve(context.cwd, named), named);
      return obstacle ? filesAround(obstacle) : [];
    },
  });
  return {
    ...answers,
    ...(await askForWorkspace(ask, answers.directory, options, context)),
    text: await written(answers.workflow),
    answered: true,
  };
}

async function askForWorkspace(
  ask: Ask,
  named: string,
  { install, dryRun }: Options,
  { cwd, startedIn }: Context,
): Promise<Pick<Described, "workspace">> {
  const { workspace } = (await adoptionOf(resolve(cwd, named))) ?? {};
  if (workspace === undefined || dryRun) return {};
  const { askWorkspace } = await import("../prompts/workspace-questions.ts");
  const { file, member, isMember, amended } = workspace;
  const seen = {
    file: relative(startedIn, file),
    member,
    isMember,
    canJoin: amended !== undefined,
  };
  return { workspace: await askWorkspace(ask, seen, install) };
}

function needsInput(directory: string | undefined, context: Context): Stop {
  const named = directory ?? "my-app";
  const withFile = newCommand(context, named, ["--workflow", "workflow.yaml"]);
  const withDefaults = newCommand(context, named, ["--yes"]);
  const problem: Problem = {
    code: "NEEDS_INPUT",
    message: `There are questions to ask, and ${whyNobodyIsAsked(context)}.`,
    suggestion: `Describe the workflow in a file:  ${withFile}\n       or take the order example:       ${withDefaults}`,
  };
  return new Stop(failure("needs-input", 3, [problem], { next: [withFile, withDefaults] }));
}

/**
 * Settles the transport, in the text too: the flag wins over the file, and where both are silent it
 * is chosen, with the reason told.
 */
async function settle(
  { workflow, text }: Described,
  wanted: Transport | undefined,
  tell: (line: string) => void,
): Promise<{ workflow: RoutedWorkflow; text: string }> {
  const { transport } = workflow;
  if (wanted === undefined && transport !== undefined) {
    return { workflow: { ...workflow, transport }, text };
  }
  const settled = wanted ?? (await choose(workflow, tell));
  const { setTransport } = await import("../workflow/write.ts");
  return { workflow: { ...workflow, transport: settled }, text: setTransport(text, settled) };
}

async function choose(workflow: Workflow, tell: (line: string) => void): Promise<Transport> {
  const { chooseTransport } = await import("../plan/choose-transport.ts");
  const { transport, reason, advice } = chooseTransport(workflow);
  tell(`Transport: ${transport}. ${reason}`);
  if (advice !== undefined) tell(advice);
  return transport;
}

/** Makes a project that was described. */
export async function makeDescribed(
  described: Described,
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Outcome> {
  const { workflow, text } = await settle(described, options.transport, context.tell);
  const named = directory ?? described.directory ?? workflow.name;
  // Who has answered the questions has been asked about the directory too.
  const merge = options.merge || described.answered === true;
  const root = await target(named, { ...options, merge }, context);
  if (described.source && options.name === undefined) {
    const note = nameNote(workflow.name, described.source, named, context.cwd);
    if (note !== undefined) context.tell(note);
  }
  const adoption = await adoptionInGit(root, context.signal);
  const usualManager = adoption?.packageManager ?? startedBy(context.env) ?? "npm";
  const packageManager = options.packageManager ?? described.packageManager ?? usualManager;
  // A repository says itself which version it uses.
  const installer = adoption
    ? { packageManager }
    : await withInstalledVersion(packageManager, context);
  const { createProject } = await import("./create-project.ts");
  const request = {
    root,
    workflow,
    workflowText: text,
    ...(described.source && { source: described.source }),
    isWorkflowOfRoot: sourceOf(options, context) === join(root, WORKFLOW_PATH),
    ...installer,
    ...(adoption && { adoption }),
    outside: described.workspace ?? { join: false, install: false },
    install: options.install,
    git: options.git,
    dryRun: options.dryRun,
  };
  const outcome = await about(root, () => createProject(request, context));
  return described.answered && outcome.status === "created"
    ? { ...outcome, replay: replayCommand(named, described, usualManager, options, context) }
    : outcome;
}

/** Makes the same project once more, next to the first, from the answers that are in its `workflow.yaml`. */
function replayCommand(
  named: string,
  { packageManager }: Described,
  usualManager: PackageManager,
  options: Options,
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
    ...(options.install ? [] : ["--no-install"]),
    ...(options.git ? [] : ["--no-git"]),
  ]);
}

/**
 * `create-unchain [dir]`: a new project from a workflow that is in a file, in the answers to
 * questions, or the order example.
 *
 * @param named the directory as the user named it; left out: asked for, or the name of the workflow
 * @throws {Stop} where nothing can be made, with the outcome
 */
export async function makeNew(
  named: string | undefined,
  given: Options,
  outer: Context,
): Promise<Outcome> {
  const context = contextIn(outer, given.cwd);
  const place = resolve(context.cwd, named ?? "");
  const offered = await about(place, () => offerWorkflow(named, given, context));
  const { directory = named } = offered ?? {};
  let options: Options = { ...given, ...(offered && { workflow: offered.workflow }) };
  if (directory !== undefined) {
    await about(place, () => target(directory, options, context));
    options = { ...options, merge: options.merge || context.interactive };
  }
  const described = await about(place, () => describe(directory, options, context));
  return makeDescribed(described, directory, options, context);
}

async function describe(
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Described> {
  const unfit = nameProblem(options.name);
  if (unfit !== undefined) throw invalid([unfit]);
  if (options.workflow !== undefined) return fromSource(options.workflow, options, context);
  if (options.yes) {
    const place = directory === undefined ? "" : resolve(context.cwd, directory);
    return fromExample(options.name ?? nameAfter(place));
  }
  if (context.interactive) return askForProject(directory, options, context);
  throw needsInput(directory, context);
}
