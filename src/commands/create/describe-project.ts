import { resolve } from "node:path";
import type { Options } from "../../cli/arguments/invocation.ts";
import type { Context } from "../../cli/context.ts";
import { whyNobodyIsAsked } from "../../cli/interactivity.ts";
import { newCommand } from "../../cli/own-command.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import { SCHEMA_PATH } from "../../project/lock-path.ts";
import type { Left } from "../../prompts/session.ts";
import type { WorkspaceAnswers } from "../../prompts/workspace-questions.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { isWorkflowOf } from "../files/among-files.ts";
import { readWorkflowSource, UNFINISHED, type WorkflowSource } from "../files/workflow-source.ts";
import { invalid, needsInput, type Stop } from "../outcome/outcome.ts";
import { nameAfter, nameProblem } from "./workflow-name.ts";

/** A project as it was described, in a file, by answers or by default. */
export interface Described {
  readonly workflow: Workflow;
  /** The text that becomes `workflow.yaml`. */
  readonly text: string;
  /** The source that the text was read from. */
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

/** `--workflow <file|->`. */
async function fromSource(
  path: string,
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
): Promise<Described> {
  const { name, transport, infrastructure, as } = options;
  const source = await readWorkflowSource(path, context.cwd, context.stdin, context.info);
  if ("code" in source) throw invalid([source]);
  if (context.interactive && source.text.includes(UNFINISHED)) {
    return fromUnfinished(source, directory, options, context);
  }
  const { parseWorkflow } = await import("../../workflow/text/parse.ts");
  const parsed = ({ text, path }: WorkflowSource) => {
    const { workflow, problems } = parseWorkflow(text, path, {
      ...(transport && { transport }),
      ...(infrastructure && { infrastructure }),
      ...(as && { as }),
    });
    if (workflow === undefined) throw invalid(problems, { sources: new Map([[path, text]]) });
    return workflow;
  };
  const workflow = parsed(source);
  const root = resolve(context.cwd, directory ?? workflow.name);
  const isInPlace = isWorkflowOf(root, options, context);
  if (name !== undefined && name !== workflow.name) {
    const { setName } = await import("../../workflow/text/set-keys.ts");
    const renamed = { path: source.path, text: setName(source.text, name) };
    return described(parsed(renamed), renamed, isInPlace);
  }
  return described(workflow, source, isInPlace);
}

/** @param isInPlace the text is that of the directory itself, and stays as it is written */
async function described(
  workflow: Workflow,
  source: WorkflowSource,
  isInPlace: boolean,
): Promise<Described> {
  const isJson = source.text.trimStart().startsWith("{") && !isInPlace;
  const isKept = source.text.includes(UNFINISHED);
  return { workflow, text: isJson || isKept ? await written(workflow) : source.text, source };
}

/** Goes on with the questions that somebody has left. */
async function fromUnfinished(
  source: WorkflowSource,
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
): Promise<Described> {
  const { unfinishedAnswers } = await import("./unfinished.ts");
  const left = unfinishedAnswers(source);
  if ("answers" in left) return askForProject(directory, options, context, left);
  throw invalid(left, { sources: new Map([[source.path, source.text]]) });
}

async function written(workflow: Workflow): Promise<string> {
  const { writeWorkflow } = await import("../../workflow/text/write.ts");
  return `${SCHEMA_LINE}${writeWorkflow(workflow)}`;
}

/** `--yes` without a workflow: the order example, named after its directory where that can be a name. */
async function fromExample(name: string): Promise<Described> {
  const { orderProcessing, orderProcessingNamed } = await import(
    "../../workflow/order-processing.ts"
  );
  const workflow = name === "" ? orderProcessing : { ...orderProcessing, name };
  return { workflow, text: `${SCHEMA_LINE}${orderProcessingNamed(workflow.name)}` };
}

/**
 * Asks for the project at the terminal; what the flags say is not asked.
 *
 * @param left answers from before
 */
export async function askForProject(
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
  left?: Left,
): Promise<Described> {
  const { askAtTerminalForProject } = await import("./ask-for-project.ts");
  const answers = await askAtTerminalForProject(directory, options, context, left, written);
  return { ...answers, text: await written(answers.workflow), answered: true };
}

function needsDescription(directory: string | undefined, context: Context): Stop {
  const named = directory ?? "my-app";
  const withFile = newCommand(context, named, ["--workflow", "workflow.yaml"]);
  const withDefaults = newCommand(context, named, ["--yes"]);
  return needsInput(
    `Unchain would have to ask questions, but ${whyNobodyIsAsked(context)}.`,
    `Describe the workflow in a file:  ${withFile}\n       or use the order example:        ${withDefaults}`,
    [withFile, withDefaults],
  );
}

/**
 * Returns a project as a file, answers or the order example describe it.
 *
 * @throws {Stop} where none of them does
 */
export async function describeProject(
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
): Promise<Described> {
  const unfit = nameProblem(options.name);
  if (unfit !== undefined) throw invalid([unfit]);
  if (options.workflow !== undefined) {
    return fromSource(options.workflow, directory, options, context);
  }
  if (options.yes) {
    const place = directory === undefined ? "" : resolve(context.cwd, directory);
    return fromExample(options.name ?? nameAfter(place));
  }
  if (context.interactive) return askForProject(directory, options, context);
  throw needsDescription(directory, context);
}
