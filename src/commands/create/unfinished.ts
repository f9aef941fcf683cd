import type { Message } from "../../messages/message.ts";
import { draft, validateDraft, type WorkflowAnswers } from "../../prompts/answers.ts";
import { parseWorkflow } from "../../workflow/text/parse.ts";
import { setKey } from "../../workflow/text/set-keys.ts";
import { documentOf } from "../../workflow/text/workflow-text.ts";
import { writeWorkflow } from "../../workflow/text/write.ts";
import { UNFINISHED, type WorkflowSource } from "../files/workflow-source.ts";

/** Returns what is kept of answers: a `workflow.yaml` that may lack what is still to come. */
export function unfinishedText(answers: WorkflowAnswers, command: string): string {
  const text = `${UNFINISHED} Go on with them: ${command}\n${writeWorkflow(draft(answers))}`;
  // Left out, it would be asked for once more.
  return answers.infrastructure ? setKey(text, "infrastructure", answers.infrastructure) : text;
}

/**
 * Returns the answers that were kept in a text.
 *
 * @returns the problems of the text where it has become something that no answer can complete
 */
export function unfinishedAnswers({
  text,
  path,
}: WorkflowSource): WorkflowAnswers | readonly Message[] {
  const { problems } = parseWorkflow(text, path);
  const answers = readable(text) as Partial<WorkflowAnswers> | null | undefined;
  const isDraft = typeof answers?.name === "string" && Array.isArray(answers.steps);
  return isDraft && validateDraft(answers as WorkflowAnswers) === true
    ? (answers as WorkflowAnswers)
    : problems;
}

/** Reads what is YAML at all. */
function readable(text: string): unknown {
  try {
    return documentOf(text);
  } catch {
    return undefined;
  }
}
