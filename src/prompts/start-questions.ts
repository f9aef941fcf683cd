import {
  QUEUE,
  TRIGGER,
  type TriggerDocument,
  WORKFLOW,
} from "../workflow/grammar/workflow-keys.ts";
import { validateDraft, type WorkflowAnswers } from "./answers.ts";
import { type Ask, choicesIn, disableIf } from "./ask.ts";
import { askWorkflowKey, choicesOf, workflowQuestion } from "./key-questions.ts";

const STARTS = [
  ...choicesIn({ none: ["nothing", "Whoever has the permission starts it."] }),
  ...choicesOf(TRIGGER),
];

/** Asks what starts the workflow. */
export async function askStart(
  ask: Ask,
  { trigger: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const withTrigger = (trigger: TriggerDocument) => ({ ...answers, trigger });
  const start = await ask.choice({
    ...workflowQuestion("trigger"),
    choices: STARTS.map((choice) =>
      choice.value === "schedule"
        ? disableIf(choice, validateDraft(withTrigger({ schedule: TRIGGER.schedule.example })))
        : choice,
    ),
    default: startOf(present),
  });
  if (start === "none") return answers;
  const before = present && start in present ? withTrigger(present) : answers;
  if (start !== "event") {
    const suggestion = start === "api" ? { suggestion: `POST /${answers.name}` } : {};
    return askWorkflowKey(ask, before, ["trigger", start], suggestion);
  }
  const ofAnyType = ({ trigger }: WorkflowAnswers) =>
    trigger && "event" in trigger
      ? validateDraft(withTrigger({ event: { ...trigger.event, detailType: "any" } }))
      : true;
  const sourced = await askWorkflowKey(ask, before, ["trigger", "event", "source"], {
    suggestion: answers.name,
    check: ofAnyType,
  });
  return askWorkflowKey(ask, sourced, ["trigger", "event", "detailType"]);
}

const startOf = (trigger: TriggerDocument | undefined) =>
  STARTS.find(({ value }) => trigger && value in trigger)?.value ?? "none";

/** Asks whether work has to keep its order. */
export async function askOrder(
  ask: Ask,
  { queue: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const put = (groupBy: string) => ({ ...answers, queue: { fifo: true, groupBy } as const });
  const isOrdered = await ask.choice({
    ...workflowQuestion("queue"),
    choices: choicesIn(WORKFLOW.queue.question.choices).map((choice) =>
      choice.value === "yes"
        ? disableIf(choice, validateDraft(put(QUEUE.groupBy.example)))
        : choice,
    ),
    default: present ? "yes" : "no",
  });
  return isOrdered === "no"
    ? answers
    : askWorkflowKey(ask, put(present?.groupBy ?? QUEUE.groupBy.example), ["queue", "groupBy"]);
}
