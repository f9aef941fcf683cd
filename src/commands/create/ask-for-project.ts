import { existsSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Options } from "../../cli/arguments/invocation.ts";
import { Cancelled } from "../../cli/cancellation.ts";
import type { Context } from "../../cli/context.ts";
import { newCommand, ownCommand, startedBy } from "../../cli/own-command.ts";
import { version } from "../../cli/version.ts";
import { explainSystemError, ProjectError } from "../../project/disk/project-error.ts";
import type { Ask } from "../../prompts/ask.ts";
import type { OnMachine } from "../../prompts/draft-questions.ts";
import type { ProjectAnswers } from "../../prompts/project-questions.ts";
import type { Left } from "../../prompts/session.ts";
import type { WorkspaceAnswers } from "../../prompts/workspace-questions.ts";
import { filesAround, isWorkflowOf } from "../files/among-files.ts";
import { installedManagers } from "../install/package-managers.ts";
import { failure, Stop } from "../outcome/outcome.ts";
import { adoptionInGit, adoptionOf } from "./host-workspace.ts";
import { flagsAgainst } from "./next-commands.ts";
import { type Preview, previewProject } from "./preview-project.ts";
import { toolsAround } from "./settle-target.ts";
import { checkTargetDirectory } from "./target-directory.ts";
import { unfinishedText } from "./unfinished.ts";

/**
 * Asks for a project at the terminal; what the flags say is not asked. Who leaves is asked whether
 * to keep the answers.
 *
 * @param left answers from before
 * @param written the text of a workflow that becomes `workflow.yaml`
 * @throws {Stop} where the answers were kept instead
 */
export async function askAtTerminalForProject(
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
  left: Left | undefined,
  written: (workflow: ProjectAnswers["workflow"]) => Promise<string>,
): Promise<ProjectAnswers> {
  const [{ askOn }, { askAtTerminal }] = await Promise.all([
    import("../../prompts/session.ts"),
    import("../../prompts/terminal/terminal.ts"),
  ]);
  const around = await adoptionOf(resolve(context.cwd, directory ?? "project"));
  const packageManager = options.packageManager ?? around?.packageManager ?? startedBy(context.env);
  const { transport, infrastructure, as } = options;
  const project = await askOn(
    askAtTerminal(context.signal),
    {
      version,
      ...(directory !== undefined && { directory }),
      ...(packageManager !== undefined && { packageManager }),
      ...(options.name !== undefined && { name: options.name }),
      ...onMachine(context),
      around: toolsAround(resolve(context.cwd, directory ?? "project"), context.startedIn),
      preview: rememberingPreviews(async (asked) =>
        preview(asked, options, context, await written(asked.workflow)),
      ),
      askAround: (asker, named) => askAround(asker, named, options, context),
    },
    {
      ...(transport && { transport }),
      ...(infrastructure && { infrastructure }),
      ...(as && { as }),
    },
    left,
    async (ask, now) => {
      throw await kept(ask, now, directory, options, context);
    },
  );
  if (project === undefined) throw new Cancelled("The project is not wanted");
  return project;
}

function onMachine({ cwd, env }: Context): Omit<OnMachine, "around"> {
  const obstacle = (named: string) => checkTargetDirectory(resolve(cwd, named), named);
  const filesIn = (named: string) => {
    const found = obstacle(named);
    return found ? filesAround(found) : [];
  };
  return {
    problemWith: (named) =>
      filesIn(named).length === 0 ? obstacle(named)?.problems[0]?.message : undefined,
    filesIn,
    installed: installedManagers(env),
  };
}

/** Keeps previews, so that a question asked again after a step back works none out again. */
function rememberingPreviews(
  work: (project: ProjectAnswers) => Promise<Preview>,
): (project: ProjectAnswers) => Promise<Preview> {
  const known = new Map<string, Promise<Preview>>();
  return (project) => {
    const key = JSON.stringify(project);
    const made = known.get(key) ?? work(project);
    known.set(key, made);
    return made;
  };
}

async function preview(
  { workflow, directory, packageManager }: ProjectAnswers,
  options: Options<"new">,
  context: Context,
  workflowText: string,
): Promise<Preview> {
  const root = resolve(context.cwd, directory);
  const adoption = await adoptionInGit(root, context.signal);
  const made = previewProject({
    root,
    named: directory,
    workflow,
    workflowText,
    packageManager,
    ...(adoption && { adoption }),
    isWorkflowOfRoot: isWorkflowOf(root, options, context),
    install: options.install,
    git: options.git,
  });
  return { ...made, explain: ownCommand({ ...context, cwd: root }, ["explain"], []) };
}

async function askAround(
  ask: Ask,
  named: string,
  { install, dryRun }: Options<"new">,
  { cwd, startedIn }: Context,
): Promise<WorkspaceAnswers | undefined> {
  const { workspace } = (await adoptionOf(resolve(cwd, named))) ?? {};
  if (workspace === undefined || dryRun) return undefined;
  const { askWorkspace } = await import("../../prompts/workspace-questions.ts");
  const { file, member, isMember, amended } = workspace;
  const seen = {
    file: relative(startedIn, file),
    member,
    isMember,
    canJoin: amended !== undefined,
  };
  return askWorkspace(ask, seen, install);
}

/** Keeps the answers in a file that is asked for, and says how to go on with them. */
async function kept(
  ask: Ask,
  left: Left,
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
): Promise<Stop> {
  const at = (file: string) => resolve(context.cwd, file);
  const command = (file: string) =>
    newCommand(context, directory, ["--workflow", file, ...flagsAgainst(options)]);
  const file = await ask.text({
    message: "Save your answers in which file?",
    keys: "Enter saves them. Esc goes on with the questions, Ctrl-C leaves without saving",
    default: freeFile((name) => !existsSync(at(name))),
    validate: (name) => writeNew(at(name), name, unfinishedText(left, command(name))),
  });
  const problem = {
    code: "CANCELLED",
    message: `Cancelled. Your answers are in ${file}; nothing else was written.`,
    suggestion: `To continue:  ${command(file)}`,
  };
  return new Stop(failure("error", 130, [problem], { next: [command(file)] }));
}

/** Writes a file that is not there yet; returns `true`, or why it could not be written. */
function writeNew(path: string, named: string, text: string): true | string {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return `${named} already exists; name another file.`;
    if (code === "ENOENT") {
      const directory = dirname(named);
      return `${named} cannot be written: there is no directory ${directory}. Create it, or name a file in another directory.`;
    }
    const explained = explainSystemError(error);
    if (!(explained instanceof ProjectError)) throw error;
    return `${named} cannot be written: ${explained.message} Name another file.`;
  }
}

function freeFile(isFree: (name: string) => boolean): string {
  const names = [
    "workflow.yaml",
    ...Array.from({ length: 98 }, (_, i) => `workflow-${i + 2}.yaml`),
  ];
  return names.find(isFree) ?? "answers.yaml";
}
