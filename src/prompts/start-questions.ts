import { type TriggerAnswers, verdict, type WorkflowAnswers } from "./answers.ts";
import { type Ask, unlessRefused } from "./ask.ts";

const STARTS = [
  { value: "none", name: "nothing", description: "Whoever has the permission starts it." },
  { value: "api", name: "a request", description: "An HTTP API with the input as its body." },
  {
    value: "schedule",
    name: "a schedule",
    description: "Again and again, or at times of the day.",
  },
  {
    value: "event",
    name: "an event",
    description: "On the event bus, with the input as its detail.",
  },
] as const;

const EXAMPLE_SCHEDULE = "rate(1 hour)";

/** Asks for what is about the workflow as a whole: what starts it, whether order is kept. */
export async function askMoreAboutWorkflow(
  ask: Ask,
  answers: WorkflowAnswers,
): Promise<WorkflowAnswers> {
  const { trigger: _trigger, queue: _queue, ...rest } = answers;
  return askOrder(ask, await askStart(ask, rest));
}

async function askStart(ask: Ask, answers: WorkflowAnswers): Promise<WorkflowAnswers> {
  const check = (trigger: TriggerAnswers) => verdict({ ...answers, trigger });
  const start = await ask.choice({
    message: "What starts the workflow?",
    choices: STARTS.map((choice) =>
      choice.value === "schedule"
        ? unlessRefused(choice, check({ schedule: EXAMPLE_SCHEDULE }))
        : choice,
    ),
    default: "none",
  });
  switch (start) {
    case "none":
      return answers;
    case "api": {
      const api = await ask.text({
        message: "Which request?",
        hint: "method and path",
        default: `POST /${answers.name}`,
        validate: (answer) => check({ api: answer }),
      });
      return { ...answers, trigger: { api } };
    }
    case "schedule": {
      const schedule = await ask.text({
        message: "When?",
        hint: "e.g. rate(1 hour), or cron(0 8 ? * MON-FRI *) in UTC",
        default: EXAMPLE_SCHEDULE,
        validate: (answer) => check({ schedule: answer }),
      });
      return { ...answers, trigger: { schedule } };
    }
    case "event":
      return { ...answers, trigger: { event: await askEvent(ask, answers.name, check) } };
  }
}

async function askEvent(
  ask: Ask,
  name: string,
  check: (trigger: TriggerAnswers) => true | string,
): Promise<{ readonly source: string; readonly detailType: string }> {
  const source = await ask.text({
    message: "Events of which source?",
    hint: "exactly as the events have it",
    default: name,
    validate: (answer) => check({ event: { source: answer, detailType: "any" } }),
  });
  const detailType = await ask.text({
    message: "Which of its events?",
    hint: "their detail-type, e.g. OrderPlaced",
    default: "OrderPlaced",
    validate: (answer) => check({ event: { source, detailType: answer } }),
  });
  return { source, detailType };
}

async function askOrder(ask: Ask, answers: WorkflowAnswers): Promise<WorkflowAnswers> {
  const put = (groupBy: string) => ({ ...answers, queue: { fifo: true, groupBy } as const });
  const example = "input.customerId";
  const isOrdered = await ask.choice({
    message: "Does work have to keep the order in which it came?",
    choices: [
      { value: "no", name: "no", description: "Each is done as soon as it can be." },
      unlessRefused(
        {
          value: "yes",
          name: "yes, for each customer or the like",
          description: "Queues that keep order: each waits for the one before it in its group.",
        },
        verdict(put(example)),
      ),
    ],
    default: "no",
  });
  if (isOrdered === "no") return answers;
  const groupBy = await ask.text({
    message: "In order for each what?",
    hint: "a path into the input",
    default: example,
    validate: (answer) => verdict(put(answer)),
  });
  return put(groupBy);
}
