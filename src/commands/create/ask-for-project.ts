import { existsSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Options } from "../../cli/arguments/invocation.ts";
import { Cancelled } from "../../cli/cancellation.ts";
import type { Context } from "../../cli/context.ts";
import { newCommand, startedBy } from "../../cli/own-command.ts";
import { version } from "../../cli/version.ts";
import { explainSystemError } from "../../project/disk/project-error.ts";
import type { WorkflowAnswers } from "../../prompts/answers.ts";
import type { Ask } from "../../prompts/ask.ts";
import type { OnMachine } from "../../prompts/draft-questions.ts";
import type { ProjectAnswers } from "../../prompts/project-questions.ts";
import type { WorkspaceAnswers } from "../../prompts/workspace-questions.ts";
import { filesAround, isWorkflowOf } from "../files/among-files.ts";
import { installedManagers } from "../install/package-managers.ts";
import { failure, Stop } from "../outcome/outcome.ts";
import { adoptionInGit, adoptionOf } from "./host-workspace.ts";
import { type Preview, previewProject } from "./preview-project.ts";
import { toolsAround } from "./settle-target.ts";
import { checkTargetDirectory } from "./target-directory.ts";
import { unfinishedText } from "./unfinished.ts";

/**
 * Asks for a project at the terminal; what the flags say is not asked. Who leaves is asked whether
 * to keep the answers.
 *
 * @param start answers from before
 * @param written the text of a workflow that becomes `workflow.yaml`
 * @throws {Stop} where the answers were kept instead
 */
export async function askAtTerminalForProject(
  directory: string | undefined,
  options: Options<"new">,
  context: Context,
  start: WorkflowAnswers | undefined,
  written: (workflow: ProjectAnswers["workflow"]) => Promise<string>,
): Promise<ProjectAnswers> {
  const [{ askProject }, { atTerminal }] = await Promise.all([
    import("../../prompts/project-questions.ts"),
    import("../../prompts/terminal/terminal.ts"),
  ]);
  const around = await adoptionOf(resolve(context.cwd, directory ?? "project"));
  const packageManager = options.packageManager ?? around?.packageManager ?? startedBy(context.env);
  let answers: WorkflowAnswers | undefined;
  const project = await atTerminal(
    context.signal,
    (ask) =>
      askProject(ask, {
        version,
        ...(directory !== undefined && { directory }),
        ...(options.transport !== undefined && { transport: options.transport }),
        ...(options.infrastructure && { infrastructure: options.infrastructure }),
        ...(options.as && { as: options.as }),
        ...(packageManager !== undefined && { packageManager }),
        ...(start && { start }),
        ...(options.name !== undefined && { name: options.name }),
        ...onMachine(context),
        around: toolsAround(resolve(context.cwd, directory ?? "project"), context.startedIn),
        preview: rememberingPreviews(async (asked) =>
          preview(asked, options, context, await written(asked.workflow)),
        ),
        askAround: (asker, named) => askAround(asker, named, options, context),
        note: (noted) => {
          answers = noted;
        },
      }),
    async (ask) => {
      if (answers !== undefined) throw await kept(ask, answers, directory, context);
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
  return previewProject({
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
  answers: WorkflowAnswers,
  directory: string | undefined,
  context: Context,
): Promise<Stop> {
  const at = (file: string) => resolve(context.cwd, file);
  for (;;) {
    const file = await ask.text({
      message: "Save your answers in which file?",
      about: "Esc goes back to the questions. Ctrl-C leaves without saving.",
      hint: "Enter saves",
      default: freeFile((name) => !existsSync(at(name))),
      validate: (name) => whyNoFile(at(name)) ?? true,
    });
    const command = newCommand(context, directory, ["--workflow", file]);
    try {
      writeFileSync(at(file), unfinishedText(answers, command), { flag: "wx" });
    } catch (error) {
      const { message } = explainSystemError(error, "write", file) as Error;
      ask.show(() => `  ${file} is not written: ${message}`);
      continue;
    }
    const problem = {
      code: "CANCELLED",
      message: `Cancelled. Your answers are in ${file}; nothing else was written.`,
      suggestion: `To continue:  ${command}`,
    };
    return new Stop(failure("error", 130, [problem], { next: [command] }));
  }
}

/** Says why no new file can be at a path; `undefined` where one may. */
function whyNoFile(path: string): string | undefined {
  if (existsSync(path)) return `${path} already exists; name another file.`;
  const directory = dirname(path);
  return existsSync(directory)
    ? undefined
    : `The directory ${directory} does not exist; name another file.`;
}

function freeFile(isFree: (name: string) => boolean): string {
  const names = [
    "workflow.yaml",
    ...Array.from({ length: 98 }, (_, i) => `workflow-${i + 2}.yaml`),
  ];
  return names.find(isFree) ?? "answers.yaml";
}
