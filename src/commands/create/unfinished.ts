import type { Message } from "../../messages/message.ts";
import { draft, validateDraft, type WorkflowAnswers } from "../../prompts/answers.ts";
import type { Left, Session } from "../../prompts/session.ts";
import { parseWorkflow } from "../../workflow/text/parse.ts";
import { setKey } from "../../workflow/text/set-keys.ts";
import { documentOf } from "../../workflow/text/workflow-text.ts";
import { writeWorkflow } from "../../workflow/text/write.ts";
import { UNFINISHED, type WorkflowSource } from "../files/workflow-source.ts";

/** Begins the line that has each answer. */
const SESSION =
  "# Each answer, so that the questions go on where they were left, unless the lines above are changed: ";

/**
 * Returns what is kept of answers: a `workflow.yaml` that may lack what is still to come, and the conversation in a
 * comment.
 */
export function unfinishedText({ answers, session }: Left, command: string): string {
  const text = `${UNFINISHED} Go on with them: ${command}\n${writeWorkflow(draft(answers))}`;
  // Left out, it would be asked for once more.
  const { infrastructure } = answers;
  const complete = infrastructure ? setKey(text, "infrastructure", infrastructure) : text;
  return session ? `${complete}${SESSION}${writtenSession(session)}\n` : complete;
}

const writtenSession = ({ start, conversation: { given, takenBack } }: Session): string =>
  JSON.stringify({ start, given, takenBack: [...takenBack].filter(([, all]) => all.length > 0) });

/** Returns the conversation in a text; `undefined` where there is none, or somebody has changed it. */
function sessionIn(text: string): Session | undefined {
  const line = text.split("\n").find((one) => one.startsWith(SESSION));
  try {
    const { start, given, takenBack } = JSON.parse(line?.slice(SESSION.length) ?? "");
    return { start, conversation: { given: [...given], takenBack: new Map(takenBack) } };
  } catch {
    return undefined;
  }
}

/**
 * Returns the answers that were kept in a text.
 *
 * @returns the problems of the text where it has become something that no answer can complete
 */
export function unfinishedAnswers({ text, path }: WorkflowSource): Left | readonly Message[] {
  const { problems } = parseWorkflow(text, path);
  const answers = readable(text) as Partial<WorkflowAnswers> | null | undefined;
  const isDraft = typeof answers?.name === "string" && Array.isArray(answers.steps);
  if (!isDraft || validateDraft(answers as WorkflowAnswers) !== true) return problems;
  const session = sessionIn(text);
  return { answers: answers as WorkflowAnswers, ...(session && { session }) };
}

/** Reads what is YAML at all. */
function readable(text: string): unknown {
  try {
    return documentOf(text);
  } catch {
    return undefined;
  }
}
