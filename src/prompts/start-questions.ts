import { valueAt } from "../workflow/findings/finding.ts";
import { keysAllowedAt } from "../workflow/grammar/key-at.ts";
import type { TriggerDocument } from "../workflow/grammar/workflow-keys.ts";
import { validateDraft, type WorkflowAnswers } from "./answers.ts";
import { type Ask, type Choice, disableIf } from "./ask.ts";
import { askText, keyAt, wordsFor } from "./steps/key-question.ts";

const NOTHING: Choice<string> = {
  value: "none",
  name: "nothing",
  description: "Whoever has the permission starts it.",
};

const starts = (): readonly Choice<string>[] => [
  NOTHING,
  ...Object.entries(keysAllowedAt(["trigger"])).map(([value, { says = "", question }]) => ({
    value,
    name: question?.rule ?? value,
    description: says,
  })),
];

/** Asks what starts the workflow. */
export async function askStart(
  ask: Ask,
  { trigger: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const check = (trigger: TriggerDocument) => validateDraft({ ...answers, trigger });
  const { example } = keyAt("trigger", "schedule");
  const start = await ask.choice({
    message: wordsFor(keyAt("trigger")).message,
    choices: starts().map((choice) =>
      choice.value === "schedule" ? disableIf(choice, check({ schedule: example })) : choice,
    ),
    default: Object.keys(present ?? {})[0] ?? NOTHING.value,
  });
  const askPart = (
    at: readonly string[],
    suggestion: string,
    put: (text: string) => TriggerDocument,
  ) =>
    askText(ask, keyAt("trigger", ...at), {
      present: valueAt(present, at) as string | undefined,
      suggestion,
      check: (answer) => check(put(answer)),
    });
  switch (start) {
    case "api": {
      const api = await askPart(["api"], `POST /${answers.name}`, (api) => ({ api }));
      return { ...answers, trigger: { api } };
    }
    case "schedule": {
      const schedule = await askPart(["schedule"], example, (schedule) => ({ schedule }));
      return { ...answers, trigger: { schedule } };
    }
    case "event": {
      const source = await askPart(["event", "source"], answers.name, (source) => ({
        event: { source, detailType: "any" },
      }));
      const detailType = await askPart(["event", "detailType"], "OrderPlaced", (detailType) => ({
        event: { source, detailType },
      }));
      return { ...answers, trigger: { event: { source, detailType } } };
    }
    default:
      return answers;
  }
}

/** Asks how often the workflow is going to be started; empty for not known. */
export async function askRate(
  ask: Ask,
  { expected: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const put = (rate: string): WorkflowAnswers => ({
    ...answers,
    ...(rate !== "" && { expected: { rate } }),
  });
  const rate = await askText(ask, keyAt("expected", "rate"), {
    present: present?.rate,
    check: (answer) => validateDraft(put(answer)),
  });
  return put(rate);
}

/** Asks whether work has to keep its order. */
export async function askOrder(
  ask: Ask,
  { queue: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const put = (groupBy: string) => ({ ...answers, queue: { fifo: true, groupBy } as const });
  const grouped = keyAt("queue", "groupBy");
  const isOrdered = await ask.choice({
    ...wordsFor(keyAt("queue")),
    choices: [
      { value: "no", name: "no", description: "Each is done as soon as it can be." },
      disableIf(
        {
          value: "yes",
          name: "yes, for each customer or the like",
          description: "Queues that keep order: each waits for the one before it in its group.",
        },
        validateDraft(put(grouped.example)),
      ),
    ],
    default: present ? "yes" : "no",
  });
  if (isOrdered === "no") return answers;
  const groupBy = await askText(ask, grouped, {
    present: present?.groupBy,
    suggestion: grouped.example,
    check: (answer) => validateDraft(put(answer)),
  });
  return put(groupBy);
}
