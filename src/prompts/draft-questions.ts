import { type PackageManager, packageManagers } from "../plan/package-manager.ts";
import { chooseTransport } from "../transports/choose-transport.ts";
import { descriptions } from "../transports/descriptions.ts";
import { TRANSPORTS } from "../transports/names.ts";
import { transportLimits } from "../workflow/rules/rules.ts";
import type { TransportName, Workflow } from "../workflow/workflow.ts";
import { draft, type WorkflowAnswers } from "./answers.ts";
import { type Ask, type Choice, choicesIn } from "./ask.ts";
import { settledTransport } from "./remarks.ts";
import { askOrder, askRate, askStart } from "./start-questions.ts";
import { askToJoin } from "./steps/join-question.ts";
import { keyAt, wordsFor } from "./steps/key-question.ts";
import { type Audience, askStepChange, pathIn, stepChoices } from "./steps/step-changes.ts";
import { askTarget, type ToolAround, targetInWords } from "./target-question.ts";
import { askPurpose, askWorkflowName } from "./workflow-questions.ts";

/** A project as far as it is known: everything about it can still be changed. */
export interface ProjectDraft {
  readonly answers: WorkflowAnswers;
  /** Left out: named after the workflow. */
  readonly directory?: string;
  readonly packageManager: PackageManager;
}

/** Facts about the machine that a project is made on. */
export interface OnMachine {
  /** Returns what is in the way of a project in a directory, `undefined` where nothing is. */
  readonly problemWith: (directory: string) => string | undefined;
  /** The files that a directory has, among which a project could be made. */
  readonly filesIn: (directory: string) => readonly string[];
  /** The tools that deploy the repository around the project. */
  readonly around: readonly ToolAround[];
  /** The package managers that are installed. */
  readonly installed: readonly PackageManager[];
}

/** Returns where the project is going to be. */
export function directoryOf(
  { answers: { name }, directory }: ProjectDraft,
  { problemWith, filesIn }: OnMachine,
): string {
  if (directory !== undefined) return directory;
  return problemWith(name) === undefined && filesIn(name).length === 0 ? name : `${name}-2`;
}

/** Asks what is to be different, and for that. */
export async function askChange(
  ask: Ask,
  project: ProjectDraft,
  machine: OnMachine,
  audience: Audience,
): Promise<ProjectDraft> {
  const { answers } = project;
  const directory = directoryOf(project, machine);
  const what = await ask.choice<string>({
    message: "What is to be different?",
    choices: [...NOTHING, ...changesOf(project, directory), ...stepChoices(answers)],
    default: "nothing",
  });
  const withAnswers = (changed: WorkflowAnswers): ProjectDraft => ({
    ...project,
    answers: changed,
  });
  switch (what) {
    case "nothing":
      return project;
    case "name":
      return withAnswers({ ...answers, name: await askWorkflowName(ask, answers, undefined) });
    case "purpose": {
      const { description: _, ...others } = answers;
      const description = await askPurpose(ask, answers);
      return withAnswers({ ...others, ...(description !== "" && { description }) });
    }
    case "start":
      return withAnswers(await askStart(ask, answers));
    case "order":
      return withAnswers(await askOrder(ask, answers));
    case "rate":
      return withAnswers(await askRate(ask, answers));
    case "transport":
      return withAnswers({ ...answers, transport: await askTransport(ask, answers) });
    case "target":
      return withAnswers(await askTarget(ask, answers, machine.around));
    case "directory":
      return { ...project, directory: await askDirectory(ask, directory, machine) };
    case "packages":
      return {
        ...project,
        packageManager: await askPackageManager(ask, project.packageManager, machine),
      };
    default:
      return withAnswers(await askStepChange(ask, answers, pathIn(what), audience));
  }
}

const NOTHING = choicesIn<string>({ nothing: ["nothing", "All stays as it is."] });

function changesOf({ answers, packageManager }: ProjectDraft, directory: string): Choice<string>[] {
  const { name, description = "none", queue, expected } = answers;
  return choicesIn<string>({
    name: ["the name", `It is ${name}.`],
    purpose: ["what it is for", `The README says: ${description}.`],
    start: ["what starts it", "A request, a schedule, an event, or whoever has the permission."],
    order: [
      "its order",
      queue
        ? `Work is done in order for each ${queue.groupBy}.`
        : "Work is done as it comes, in no order.",
    ],
    rate: [
      "how often it is started",
      `What you expect, for the costs: ${expected?.rate ?? "not said"}.`,
    ],
    transport: [
      "the transport",
      `What carries the work between the steps; it is ${settledTransport(answers)}.`,
    ],
    target: ["what it is deployed with", `It is ${targetInWords(answers)}.`],
    directory: ["the directory", `It is ${directory}.`],
    packages: ["the package manager", `It is ${packageManager}.`],
  });
}

async function askDirectory(ask: Ask, present: string, machine: OnMachine): Promise<string> {
  const directory = await ask.text({
    message: "Directory of the project",
    hint: "made if it is not there",
    default: present,
    present,
    validate: (answer) => machine.problemWith(answer) ?? true,
  });
  const files = directory === present ? [] : machine.filesIn(directory);
  return files.length === 0 || (await askToJoin(ask, directory, files))
    ? directory
    : askDirectory(ask, present, machine);
}

/** Asks what carries the work, with the recommended one first. */
function askTransport(ask: Ask, answers: WorkflowAnswers): Promise<TransportName> {
  const workflow: Workflow = draft(answers);
  const { transport: recommended } = chooseTransport(workflow);
  return ask.choice({
    ...wordsFor(keyAt("transport")),
    choices: TRANSPORTS.toSorted(
      (a, b) => Number(b === recommended) - Number(a === recommended),
    ).map((name) => {
      const [limit] = transportLimits(workflow, name);
      return {
        value: name,
        name: name === recommended ? `${name} (recommended)` : name,
        description: descriptions[name].describe,
        ...(limit && { disabled: limit.message }),
      };
    }),
    default: settledTransport(answers),
  });
}

/** Asks for the package manager; only what is installed can be chosen. */
const askPackageManager = (
  ask: Ask,
  present: PackageManager,
  { installed }: OnMachine,
): Promise<PackageManager> =>
  ask.choice({
    message: "Package manager",
    choices: packageManagers.map((name) => ({
      value: name,
      name,
      description: `Installs with ${name} install.`,
      ...(!installed.includes(name) && { disabled: "it is not installed." }),
    })),
    default: present,
  });
