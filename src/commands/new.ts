import { basename, resolve } from "node:path";
import type { PackageManager } from "../plan/package-manager.ts";
import { SCHEMA_PATH } from "../project/lock-path.ts";
import type { WorkflowAnswers } from "../prompts/answers.ts";
import type { WorkspaceAnswers } from "../prompts/workspace-questions.ts";
import { LIMITS } from "../workflow/limits.ts";
import { kebabCase } from "../workflow/names.ts";
import type { Problem, RoutedWorkflow, Transport, Workflow } from "../workflow/workflow.ts";
import { adoptionOf } from "./adoption.ts";
import type { Options } from "./arguments.ts";
import type { Context } from "./context.ts";
import { about, failure, type Outcome, Stop } from "./outcome.ts";
import { newCommand, startedBy } from "./own-command.ts";
import { obstacleIn } from "./target-directory.ts";
import { readWorkflowSource, UNFINISHED, type WorkflowSource } from "./workflow-source.ts";
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
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Described> {
  const { transport, infrastructure } = options;
  const source = await readWorkflowSource(path, context.cwd, context.stdin, context.tell);
  if ("code" in source) throw invalid([source]);
  if (context.interactive && source.text.includes(UNFINISHED)) {
    return fromUnfinished(source, directory, options, context);
  }
  const { parseWorkflow } = await import("../workflow/parse.ts");
  const { workflow, problems } = parseWorkflow(source.text, source.path, {
    ...(transport && { transport }),
    ...(infrastructure && { infrastructure }),
  });
  if (workflow === undefined) throw invalid(problems, new Map([[source.path, source.text]]));
  const isJson = source.text.trimStart().startsWith("{");
  const isKept = source.text.includes(UNFINISHED);
  return { workflow, text: isJson || isKept ? await written(workflow) : source.text, source };
}

/** Goes on with the questions that somebody has left. */
async function fromUnfinished(
  source: WorkflowSource,
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Described> {
  const { unfinishedAnswers } = await import("./unfinished.ts");
  const answers = unfinishedAnswers(source);
  if ("name" in answers) return askForProject(directory, options, context, answers);
  throw invalid(answers, new Map([[source.path, source.text]]));
}

async function written(workflow: Workflow): Promise<string> {
  const { writeWorkflow } = await import("../workflow/write.ts");
  return `${SCHEMA_LINE}${writeWorkflow(workflow)}`;
}

/** `--yes` without a workflow: the order example, named after its directory where that can be a name. */
async function fromExample(directory: string | undefined): Promise<Described> {
  const { orderProcessing, orderProcessingYaml } = await import("../workflow/order-processing.ts");
  const name = kebabCase(basename(directory ?? ""))
    .slice(0, LIMITS.nameLength)
    .replace(/-$/, "");
  const example = `${SCHEMA_LINE}${orderProcessingYaml}`;
  if (name === "") return { workflow: orderProcessing, text: example };
  const text = example.replace(`name: ${orderProcessing.name}`, `name: ${name}`);
  return { workflow: { ...orderProcessing, name }, text };
}

/**
 * Asks for the project at the terminal; what the flags say is not asked.
 *
 * @param start answers from before
 */
export async function askForProject(
  directory: string | undefined,
  options: Options,
  context: Context,
  start?: WorkflowAnswers,
): Promise<Described> {
  const { askAtTerminalForProject } = await import("./ask-for-project.ts");
  const answers = await askAtTerminalForProject(directory, options, context, start, written);
  return { ...answers, text: await written(answers.workflow), answered: true };
}

function needsInput(directory: string | undefined, context: Context): Stop {
  const named = directory ?? "my-app";
  const withFile = newCommand(context, named, ["--workflow", "workflow.yaml"]);
  const withDefaults = newCommand(context, named, ["--yes"]);
  const problem: Problem = {
    code: "NEEDS_INPUT",
    message: "There are questions to ask, and no terminal to ask them at.",
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

/** The target directory, absolute; throws {@link Stop} where no project can be made in it. */
async function target(named: string, options: Options, { cwd }: Context): Promise<string> {
  const root = resolve(cwd, named);
  const first = obstacleIn(root, named);
  if (first === undefined) return root;
  if (first.status === "conflict" && !options.dryRun) {
    // What is in the way may be what a killed run has left.
    const { repair } = await import("../project/repair.ts");
    if ((await repair(root)).outcome !== "nothing" && !obstacleIn(root, named)) return root;
  }
  throw new Stop(first);
}

/** Makes a project that was described. */
export async function makeDescribed(
  described: Described,
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Outcome> {
  const { workflow, text } = await settle(described, options.transport, context.tell);
  // Answers may have changed what the command line said.
  const named = described.directory ?? directory ?? workflow.name;
  const root = await target(named, options, context);
  const adoption = await adoptionOf(root);
  const usualManager = adoption?.packageManager ?? startedBy(context.env) ?? "npm";
  const { createProject } = await import("./create-project.ts");
  const request = {
    root,
    workflow,
    workflowText: text,
    ...(described.source && { source: described.source }),
    packageManager: options.packageManager ?? described.packageManager ?? usualManager,
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
 * @param directory as the user named it; left out: asked for, or the name of the workflow
 * @throws {Stop} where nothing can be made, with the outcome
 */
export async function makeNew(
  directory: string | undefined,
  options: Options,
  outer: Context,
): Promise<Outcome> {
  const context = contextIn(outer, options.cwd);
  if (directory !== undefined) await target(directory, options, context);
  const place = resolve(context.cwd, directory ?? "");
  const described = await about(place, () => describe(directory, options, context));
  return makeDescribed(described, directory, options, context);
}

async function describe(
  directory: string | undefined,
  options: Options,
  context: Context,
): Promise<Described> {
  if (options.workflow !== undefined) {
    return fromSource(options.workflow, directory, options, context);
  }
  if (options.yes) {
    return fromExample(directory === undefined ? undefined : resolve(context.cwd, directory));
  }
  if (context.interactive) return askForProject(directory, options, context);
  throw needsInput(directory, context);
}
