import type { Call } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { ownCommand } from "../cli/own-command.ts";
import { homepage } from "../cli/version.ts";
import { firstOf } from "../messages/words.ts";
import { runTests, scriptRunner } from "../plan/package-manager.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import { painter } from "../report/colour.ts";
import { inColumns, type Row } from "../report/columns.ts";
import { drawWorkflow } from "../report/picture.ts";
import { fold } from "../report/wrap.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../workflow/workflow.ts";
import { type Compared, compareProject } from "./check.ts";
import { changeDirectory } from "./create/next-commands.ts";
import { findUncommitted } from "./files/uncommitted.ts";
import { sizeOf } from "./files/workflow-size.ts";
import { type Outcome, Stop, type TextLook } from "./outcome/outcome.ts";

/** Lines that a picture may have; of more steps, one line each is told. */
const PICTURE = 32;
const WIDEST = 79;
const NAMED = 6;

/**
 * Runs `unchain status`, and `unchain` alone in a project: says where one is, what differs, and what can be done.
 * Writes nothing.
 *
 * @throws {Stop} where the project or its workflow cannot be read
 */
export async function showStatus(_: Call<"status">, context: Context): Promise<Outcome> {
  const compared = await compareProject(context).catch((error: unknown) => {
    throw error instanceof Stop ? new Stop(withPlace(error.outcome, context)) : error;
  });
  const { project, outdated, unresolved, changes } = compared;
  const { missing, edited } = compared.changedHere;
  const differs = outdated.length + unresolved.length > 0;
  const { paths, note } = await findUncommitted(project.root, context.signal);
  const commands = commandsOf(compared, context);
  const text = ({ colour, width }: TextLook) => {
    const paint = painter(colour);
    const [title = "", made = ""] = heading(compared).map((line) => fold(line, width));
    const lines = [
      paint("bold", title),
      made,
      "",
      ...stepsOf(compared.settled.workflow, width),
      "",
      paint(differs || missing.length > 0 ? "yellow" : "green", fold(difference(compared), width)),
      fold(note ?? uncommitted([...paths]), width),
      "",
      paint("bold", "Next"),
      ...inColumns(commands, { paint: (command) => paint("cyan", command), width }),
      "",
      fold(`Documentation: ${homepage}`, width),
    ];
    return `${lines.join("\n")}\n`;
  };
  return {
    status: differs ? "planned" : "unchanged",
    exitCode: 0,
    directory: project.root,
    changes,
    next: differs ? [ownCommand(context, ["sync"], [])] : [],
    problems: [],
    warnings: [...compared.untested, ...missing, ...edited],
    text,
  };
}

/** Adds where one is to what is wrong there. */
function withPlace(outcome: Outcome, context: Context): Outcome {
  const { directory } = outcome;
  if (directory === undefined) return outcome;
  const again = ownCommand(context, [], []);
  return {
    ...outcome,
    text: ({ width }) =>
      `${fold(`This is the project ${directory}. Fix the problems above, then run:  ${again}`, width)}\n`,
  };
}

function heading({ project, settled: { workflow } }: Compared): string[] {
  return [
    `${workflow.name}: ${sizeOf(workflow)}`,
    `${project.root}, made with Unchain ${project.lock.generator}`,
  ];
}

function stepsOf(workflow: WorkflowWithTransport, width: number): string[] {
  const look = { width: Math.min(width, WIDEST), hasBoxes: true };
  const picture = drawWorkflow(workflow, look).split("\n");
  if (picture.length <= PICTURE) return picture;
  return allSteps(workflow).map((step) => `  ${step.name}`);
}

function difference({ outdated, unresolved, changedHere }: Compared): string {
  if (unresolved.length > 0) {
    return `A merge left conflicts in ${named(unresolved.map(({ path }) => path))}: resolve them first.`;
  }
  if (outdated.length > 0) {
    return `check fails: ${WORKFLOW_PATH} does not match ${named(outdated.map(({ path }) => path))}.`;
  }
  const gone = changedHere.missing.flatMap(({ path }) => path ?? []);
  if (gone.length > 0) return `check fails: deleted, but still imported: ${named(gone)}.`;
  return changedHere.edited.length > 0
    ? `check passes, but check --strict fails: you changed generated files.`
    : `check passes: the project matches ${WORKFLOW_PATH}.`;
}

function uncommitted(paths: readonly string[]): string {
  return paths.length === 0 ? "Everything is committed." : `Not committed: ${named(paths)}.`;
}

const named = (paths: readonly string[]): string => firstOf(paths, NAMED);

function commandsOf({ project, settled, outdated }: Compared, context: Context): Row[] {
  const own = (words: readonly string[], flags: readonly string[] = []) =>
    ownCommand(context, words, flags);
  const last = allSteps(settled.workflow).at(-1)?.name ?? "";
  const { packageManager } = project.lock;
  const script = (command: string) =>
    [...changeDirectory(context.startedIn, project.root), command].join(" && ");
  const differing: Row[] = [
    { left: own(["sync"], ["--diff"]), right: "shows what would change" },
    { left: own(["sync"]), right: "changes it" },
  ];
  return [
    ...(outdated.length > 0 ? differing : []),
    { left: own(["add", "step"]), right: "asks for a new step" },
    { left: own(["edit", "step", last]), right: "changes its rules" },
    { left: own(["help"]), right: "all commands" },
    { left: script(runTests(packageManager)), right: "proves the failure rules" },
    { left: script(`${scriptRunner(packageManager)} local`), right: "runs the workflow locally" },
  ];
}
