import { basename, resolve } from "node:path";
import { chooseTransport } from "../plan/choose-transport.ts";
import { type PackageManager, packageManagers } from "../plan/package-manager.ts";
import { wrap } from "../report/wrap.ts";
import { transportLimits } from "../workflow/transport-limits.ts";
import type { RoutedWorkflow, Transport, Workflow } from "../workflow/workflow.ts";
import type { Ask, Choice } from "./ask.ts";
import { askToJoin } from "./join-question.ts";
import { askSteps, askWorkflowName } from "./workflow-questions.ts";

/**
 * Asks where the project shall be.
 *
 * @param known what is in the way of a project in a directory, and what it would be made among
 */
export async function askDirectory(
  ask: Ask,
  suggestion: string,
  { problemWith, filesIn = () => [] }: Pick<Known, "problemWith" | "filesIn">,
): Promise<string> {
  const isFree = problemWith(suggestion) === undefined && filesIn(suggestion).length === 0;
  const directory = await ask.text({
    message: "Directory of the project",
    hint: "made if it is not there",
    default: isFree ? suggestion : `${suggestion}-2`,
    validate: (answer) => problemWith(answer) ?? true,
  });
  const files = filesIn(directory);
  return files.length === 0 || (await askToJoin(ask, directory, files))
    ? directory
    : askDirectory(ask, suggestion, { problemWith, filesIn });
}

const TRANSPORTS: readonly Choice<Transport>[] = [
  {
    value: "queue",
    name: "queue",
    description: "An SQS queue in front of each step; a failing step's work waits in its queue.",
  },
  {
    value: "state-machine",
    name: "state-machine",
    description: "Step Functions runs the steps; you see each execution, and where it failed.",
  },
];

/** Asks what carries the work, with the recommended one first. */
export async function askTransport(ask: Ask, workflow: Workflow): Promise<Transport> {
  const { transport, reason, advice } = chooseTransport(workflow);
  ask.show(
    [`Recommended transport: ${transport}. ${reason}`, ...(advice ? [advice] : [])]
      .flatMap((text) => wrap(text, 78))
      .map((line) => `  ${line}`)
      .join("\n"),
  );
  return ask.choice({
    message: "What carries the work between the steps?",
    choices: TRANSPORTS.toSorted(
      (a, b) => Number(b.value === transport) - Number(a.value === transport),
    ).map((choice) => {
      const [limit] = transportLimits(workflow, choice.value);
      return {
        ...choice,
        name: choice.value === transport ? `${choice.name} (recommended)` : choice.name,
        ...(limit && { disabled: limit.message }),
      };
    }),
    default: transport,
  });
}

/** Asks for the package manager, for those who did not come from one; only what is installed can be chosen. */
export async function askPackageManager(
  ask: Ask,
  installed: readonly PackageManager[] = packageManagers,
): Promise<PackageManager> {
  return ask.choice({
    message: "Package manager",
    choices: packageManagers.map((name) => ({
      value: name,
      name,
      description: `Installs with ${name} install.`,
      ...(!installed.includes(name) && { disabled: "(not installed)" }),
    })),
    default: installed[0] ?? "npm",
  });
}

/** What is known before the first question; what is known is not asked. */
export interface Known {
  /** Of the workflow: the answer that is suggested. */
  readonly name?: string;
  readonly directory?: string;
  readonly transport?: Transport;
  readonly packageManager?: PackageManager;
  /** The package managers that are installed; left out: all of them. */
  readonly installed?: readonly PackageManager[];
  /** What is in the way of a project in a directory, `undefined` where nothing is. */
  readonly problemWith: (directory: string) => string | undefined;
  /** The files that a directory has, among which a project could be made. */
  readonly filesIn?: (directory: string) => readonly string[];
}

export interface ProjectAnswers {
  readonly workflow: RoutedWorkflow;
  readonly directory: string;
  readonly packageManager: PackageManager;
}

/** Asks for everything that a new project needs to know: its workflow first, then how it is built. */
export async function askProject(ask: Ask, known: Known): Promise<ProjectAnswers> {
  const named = await askWorkflowName(
    ask,
    known.name ?? (known.directory === undefined ? undefined : basename(resolve(known.directory))),
  );
  const directory = known.directory ?? (await askDirectory(ask, named.name, known));
  const workflow = await askSteps(ask, {
    ...named,
    ...(known.transport && { transport: known.transport }),
  });
  const transport = known.transport ?? (await askTransport(ask, workflow));
  const packageManager = known.packageManager ?? (await askPackageManager(ask, known.installed));
  return { workflow: { ...workflow, transport }, directory, packageManager };
}
