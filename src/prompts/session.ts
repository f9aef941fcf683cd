import { writeWorkflow } from "../workflow/text/write.ts";
import { draft, problemWith, type WorkflowAnswers } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { type Conversation, isWith, withBack } from "./back.ts";
import { askProject, type Known, type ProjectAnswers } from "./project-questions.ts";
import { drawDraft, indented } from "./workflow-questions.ts";

/** The answers of somebody who left. */
export interface Left {
  readonly answers: WorkflowAnswers;
  /** The way to them; left out where nothing but the workflow is known. */
  readonly session?: Session;
}

/** The answers that the questions began with, and each answer to them. */
export interface Session {
  readonly start: Partial<WorkflowAnswers>;
  readonly conversation: Conversation;
}

/**
 * Asks for a project. The questions go on where they were left, unless the workflow that was left has changed since:
 * then they go on behind its last step.
 *
 * @param flags what the command line says of the workflow
 * @param leaving hears the answers of somebody who leaves
 */
export async function askOn(
  person: Ask,
  known: Omit<Known, "start" | "note">,
  flags: Partial<WorkflowAnswers>,
  left: Left | undefined,
  leaving: (ask: Ask, left: Left) => Promise<void>,
): Promise<ProjectAnswers | undefined> {
  let answers: WorkflowAnswers | undefined;
  const questions = (start: Partial<WorkflowAnswers>) => (ask: Ask) =>
    askProject(ask, {
      ...known,
      start,
      note: (noted) => {
        answers = noted;
      },
    });
  const isStillSo = async ({ start, conversation }: Session) =>
    (await isWith(questions(start), conversation)) &&
    answers !== undefined &&
    writeWorkflow(draft(answers)) === (left && writeWorkflow(draft(left.answers)));
  const session: Session =
    left?.session && (await isStillSo(left.session))
      ? left.session
      : {
          start: { ...flags, ...left?.answers },
          conversation: { given: [], takenBack: new Map() },
        };
  answers = undefined;
  if (left) showLeft(person, left.answers, session === left.session);
  const { start, conversation } = session;
  const toLeave = async (ask: Ask) => {
    if (answers !== undefined) await leaving(ask, { answers, session });
  };
  return withBack(person, questions(start), toLeave, conversation);
}

function showLeft(person: Ask, answers: WorkflowAnswers, isWhereLeft: boolean): void {
  const problem = isWhereLeft ? undefined : problemWith(answers);
  const said = isWhereLeft
    ? "The questions go on where you left them. Esc leads back through your answers."
    : problem && `It is not complete yet: ${problem}`;
  person.show((look) =>
    [drawDraft(answers)(look), ...(said ? ["", ...indented(said, look)] : [])].join("\n"),
  );
}
