import { basename, resolve } from "node:path";
import { homepage } from "../cli/version.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import { chooseTransport } from "../transports/choose-transport.ts";
import type { WorkflowWithTransport } from "../workflow/workflow.ts";
import { draft, notAskedFor, problemWith, type WorkflowAnswers } from "./answers.ts";
import { type Ask, choicesIn, disableIf } from "./ask.ts";
import { askChange, directoryOf, type OnMachine, type ProjectDraft } from "./draft-questions.ts";
import { settledTransport } from "./remarks.ts";
import { placeName } from "./steps/place-name.ts";
import { askTarget } from "./target-question.ts";
import { askSteps, askWorkflowName, drawDraft, indented } from "./workflow-questions.ts";
import type { WorkspaceAnswers } from "./workspace-questions.ts";

/** The facts that are known before the first question, and the functions that ask for the rest. */
export interface Known extends OnMachine {
  readonly version: string;
  /** The suggested name of the workflow. */
  readonly name?: string;
  readonly directory?: string;
  readonly packageManager?: PackageManager;
  /** Answers that are known already. */
  readonly start?: Partial<WorkflowAnswers>;
  /** Returns what making the project would do, one line each, and what is in the way of that. */
  readonly preview: (project: ProjectAnswers) => Promise<{
    readonly lines: readonly string[];
    readonly obstacle?: string;
    readonly explain?: string;
  }>;
  /** Asks what may be changed around the project, where there is a workspace around it. */
  readonly askAround: (ask: Ask, directory: string) => Promise<WorkspaceAnswers | undefined>;
  /** Hears of the answers so far. */
  readonly note: (answers: WorkflowAnswers) => void;
}

export interface ProjectAnswers {
  readonly workflow: WorkflowWithTransport;
  readonly directory: string;
  readonly packageManager: PackageManager;
  readonly workspace?: WorkspaceAnswers;
}

/**
 * Asks for everything that a new project needs to know, and at last whether it is to be made.
 *
 * @returns `undefined` where it is not to be made
 */
export async function askProject(ask: Ask, known: Known): Promise<ProjectAnswers | undefined> {
  const { directory, start, note } = known;
  ask.show((look) =>
    opening(known.version)
      .flatMap((line) => indented(line, look))
      .join("\n"),
  );
  const name =
    start?.name ||
    (await askWorkflowName(
      ask,
      {},
      known.name ?? (directory === undefined ? undefined : basename(resolve(directory))),
    ));
  const named: WorkflowAnswers = { steps: [], ...start, name };
  note(named);
  const answers = named.infrastructure ? named : await askTarget(ask, named, known.around);
  note(answers);
  const project: ProjectDraft = {
    answers,
    ...(directory !== undefined && { directory }),
    packageManager: known.packageManager ?? known.installed[0] ?? "npm",
  };
  return askUntilMade(ask, project, known);
}

const opening = (version: string): readonly string[] => [
  `Unchain ${version} makes an AWS Lambda project from the steps of a workflow and what happens when each of them fails.`,
  "Nothing is written until you have seen all of it and said yes. Esc goes back to the question before; Ctrl-C leaves, and offers to keep your answers.",
  `Documentation: ${homepage}`,
];

async function askUntilMade(
  ask: Ask,
  start: ProjectDraft,
  known: Known,
): Promise<ProjectAnswers | undefined> {
  const audience = {
    note: known.note,
    show: (answers: WorkflowAnswers) => ask.show(drawDraft(answers)),
  };
  let project = start;
  let isReviewed = false;
  for (;;) {
    if (!isReviewed) {
      const { answers, next } = await askSteps(ask, project.answers, known.note);
      project = { ...project, answers };
      isReviewed = next === "done";
    }
    const decision = isReviewed ? await askToMake(ask, project, known) : "change";
    if (decision === "cancel") return undefined;
    if (decision === "make") return made(ask, project, known);
    const before = project.answers;
    project = await askChange(ask, project, known, audience);
    known.note(project.answers);
    if (project.answers !== before) audience.show(project.answers);
    isReviewed &&= isComplete(project.answers);
  }
}

const isComplete = (answers: WorkflowAnswers): boolean =>
  problemWith(answers) === undefined && notAskedFor(answers).length === 0;

async function made(ask: Ask, project: ProjectDraft, known: Known): Promise<ProjectAnswers> {
  const answers = settled(project, known);
  const workspace = await known.askAround(ask, answers.directory);
  return { ...answers, ...(workspace && { workspace }) };
}

/**
 * Returns the costs of the designs in four lines; loads what nobody else in the questions needs.
 */
async function inBrief(workflow: WorkflowWithTransport): Promise<readonly string[]> {
  const [{ explainWorkflow }, { explainInBrief }] = await Promise.all([
    import("../explain/explain.ts"),
    import("../explain/report/text.ts"),
  ]);
  return explainInBrief(explainWorkflow(workflow));
}

const settled = (project: ProjectDraft, known: Known): ProjectAnswers => ({
  workflow: { ...draft(project.answers), transport: settledTransport(project.answers) },
  directory: directoryOf(project, known),
  packageManager: project.packageManager,
});

/** Shows all that would be made, and asks for the one yes that makes it. */
async function askToMake(
  ask: Ask,
  project: ProjectDraft,
  known: Known,
): Promise<"make" | "change" | "cancel"> {
  const answers = settled(project, known);
  const {
    lines,
    explain,
    obstacle = known.problemWith(answers.directory),
  } = await known.preview(answers);
  const { simpler } = chooseTransport(draft(project.answers));
  const picture = drawDraft(project.answers);
  const inTheWay = obstacle === undefined || lines.includes(obstacle) ? [] : ["", obstacle];
  const comparison = [
    ...(await inBrief(answers.workflow)),
    ...(explain === undefined ? [] : [`The whole comparison:  ${explain}`]),
  ];
  ask.show((look) =>
    [
      picture(look),
      "",
      ...[...comparison, ...(simpler ? [simpler.reason] : []), "", ...lines, ...inTheWay].flatMap(
        (line) => indented(line, look),
      ),
    ].join("\n"),
  );
  return ask.choice({
    message: `Make the project in ${placeName(answers.directory)}?`,
    choices: choicesIn({
      make: ["make it", "All files at once, or none."],
      change: [
        "change something",
        "Any step, the name, what starts it, the transport, the directory.",
      ],
      cancel: ["cancel", "Nothing is made; your answers can be kept in a file."],
    }).map((choice) => (choice.value === "make" ? disableIf(choice, obstacle ?? true) : choice)),
    default: obstacle === undefined ? "make" : "change",
  });
}
