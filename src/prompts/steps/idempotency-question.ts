import { SCHEDULED_TIME } from "../../workflow/rules/data/scheduled-input.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, choicesIn, disableIf } from "../ask.ts";
import { askKey, stepKey, withKey, wordsFor } from "./key-question.ts";
import type { Check } from "./step-questions.ts";

const WAYS = choicesIn({
  guarded: ["guarded", "Its effect happens once: a record per workflow and step remembers it."],
  key: [
    "once for each key",
    "Its effect happens once for all workflows with the same key, e.g. an order's id.",
  ],
  natural: ["natural", "The step is safe to repeat as it is; no record is kept."],
});

/** Asks how the work of a step is kept from being done twice. */
export async function askIdempotency(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const { idempotency: present } = step;
  const isKeyed = typeof present === "object";
  const way = await ask.choice({
    ...wordsFor(stepKey("idempotency"), step.name),
    choices: WAYS.map((choice) =>
      choice.value === "key"
        ? disableIf(choice, check({ ...step, idempotency: { key: SCHEDULED_TIME } }))
        : choice,
    ),
    default: present === undefined ? "guarded" : isKeyed ? "key" : present,
  });
  if (way === "guarded") return withKey(step, ["idempotency"], undefined);
  if (way === "natural") return { ...step, idempotency: way };
  const start = isKeyed ? step : withKey(step, ["idempotency"], undefined);
  const keyed = await askKey(ask, check, start, ["idempotency", "key"]);
  return askKey(ask, check, keyed, ["idempotency", "window"]);
}
