import { type TriggerAnswers, validateDraft, type WorkflowAnswers } from "./answers.ts";
import { type Ask, choicesIn, disableIf, presentOr } from "./ask.ts";
import { aboutThe } from "./jargon.ts";
import { askOptional } from "./steps/step-questions.ts";

const STARTS = choicesIn({
  none: ["nothing", "Whoever has the permission starts it."],
  api: ["a request", "An HTTP API with the input as its body."],
  schedule: ["a schedule", "Again and again, or at times of the day."],
  event: ["an event", "On the event bus, with the input as its detail."],
});

const EXAMPLE_SCHEDULE = "rate(1 hour)";

/** Asks what starts the workflow. */
export async function askStart(
  ask: Ask,
  { trigger: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const check = (trigger: TriggerAnswers) => validateDraft({ ...answers, trigger });
  const start = await ask.choice({
    message: "What starts the workflow?",
    choices: STARTS.map((choice) =>
      choice.value === "schedule"
        ? disableIf(choice, check({ schedule: EXAMPLE_SCHEDULE }))
        : choice,
    ),
    default: startOf(present),
  });
  switch (start) {
    case "none":
      return answers;
    case "api": {
      const api = await ask.text({
        message: "Which request?",
        hint: "method and path",
        ...presentOr(
          present && "api" in present ? present.api : undefined,
          `POST /${answers.name}`,
        ),
        validate: (answer) => check({ api: answer }),
      });
      return { ...answers, trigger: { api } };
    }
    case "schedule": {
      const schedule = await ask.text({
        message: "When?",
        hint: "e.g. rate(1 hour), or cron(0 8 ? * MON-FRI *) in UTC",
        ...presentOr(
          present && "schedule" in present ? present.schedule : undefined,
          EXAMPLE_SCHEDULE,
        ),
        validate: (answer) => check({ schedule: answer }),
      });
      return { ...answers, trigger: { schedule } };
    }
    case "event":
      return { ...answers, trigger: { event: await askEvent(ask, answers.name, check, present) } };
  }
}

async function askEvent(
  ask: Ask,
  name: string,
  check: (trigger: TriggerAnswers) => true | string,
  present: TriggerAnswers | undefined,
): Promise<{ readonly source: string; readonly detailType: string }> {
  const before = present && "event" in present ? present.event : undefined;
  const source = await ask.text({
    message: "Events of which source?",
    hint: "exactly as the events have it",
    ...presentOr(before?.source, name),
    validate: (answer) => check({ event: { source: answer, detailType: "any" } }),
  });
  const detailType = await ask.text({
    message: "Which of its events?",
    hint: "their detail-type, e.g. OrderPlaced",
    ...presentOr(before?.detailType, "OrderPlaced"),
    validate: (answer) => check({ event: { source, detailType: answer } }),
  });
  return { source, detailType };
}

const startOf = (trigger: TriggerAnswers | undefined) =>
  STARTS.find(({ value }) => trigger && value in trigger)?.value ?? "none";

/** Asks how often the workflow is going to be started; empty for not known. */
export async function askRate(
  ask: Ask,
  { expected: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const put = (rate: string): WorkflowAnswers => ({
    ...answers,
    ...(rate !== "" && { expected: { rate } }),
  });
  const rate = await askOptional(
    ask,
    {
      message: "How often is the workflow expected to be started?",
      about: aboutThe("expected"),
      hint: "e.g. 100/s, 20/m, 5/h or 300/d",
      validate: (answer) => validateDraft(put(answer)),
    },
    present?.rate,
  );
  return put(rate);
}

/** Asks whether work has to keep its order. */
export async function askOrder(
  ask: Ask,
  { queue: present, ...answers }: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const put = (groupBy: string) => ({ ...answers, queue: { fifo: true, groupBy } as const });
  const example = "input.customerId";
  const isOrdered = await ask.choice({
    message: "Does work have to keep the order in which it came?",
    about: aboutThe("order"),
    choices: [
      { value: "no", name: "no", description: "Each is done as soon as it can be." },
      disableIf(
        {
          value: "yes",
          name: "yes, for each customer or the like",
          description: "Queues that keep order: each waits for the one before it in its group.",
        },
        validateDraft(put(example)),
      ),
    ],
    default: present ? "yes" : "no",
  });
  if (isOrdered === "no") return answers;
  const groupBy = await ask.text({
    message: "In order for each what?",
    hint: "a path into the input",
    ...presentOr(present?.groupBy, example),
    validate: (answer) => validateDraft(put(answer)),
  });
  return put(groupBy);
}
