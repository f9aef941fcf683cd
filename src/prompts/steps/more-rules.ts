import { formOf } from "../../workflow/grammar/step-keys.ts";
import type { Step } from "../../workflow/workflow.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, disableIf } from "../ask.ts";
import type { StepPlace } from "./place.ts";
import {
  askConcurrency,
  askExpected,
  askIdempotency,
  askMaxConcurrency,
  askRetry,
  askTimeout,
} from "./rule-questions.ts";
import {
  askCompensation,
  askDescription,
  askErrors,
  type Check,
  withNeededFallback,
  withRule,
} from "./step-questions.ts";

type AskRule = (ask: Ask, check: Check, step: StepAnswers) => Promise<StepAnswers>;

/** The rules that a step may have: a name, a line about it, and the question for it. */
const RULES = {
  description: ["a description", "One line for the README.", askDescription],
  compensation: [
    "what undoes it",
    "Its compensation: a step that takes back what this one did.",
    askCompensation,
  ],
  catch: ["errors by name", "Errors that are not retried, each with what follows it.", askErrors],
  timeout: ["a timeout", "How long one try may take; else 30s.", askTimeout],
  retry: ["retries", "How often, and after which waits; else 3 times, from 2s on.", askRetry],
  concurrency: ["a limit at once", "At most so many of it run at the same time.", askConcurrency],
  maxConcurrency: [
    "a limit at once",
    "At most so many items are worked on at the same time.",
    askMaxConcurrency,
  ],
  idempotency: [
    "the same work twice",
    "Idempotency: else its effect happens once for each workflow.",
    askIdempotency,
  ],
  claimCheck: [
    "a large result",
    "More than 100 KB: it is kept in S3, and its address passed on (claim check).",
    async (_, __, step) => ({ ...step, claimCheck: true }),
  ],
  expected: [
    "its time and memory",
    "What you expect, so that unchain explain can say what it costs.",
    askExpected,
  ],
} as const satisfies Record<string, readonly [name: string, description: string, AskRule]>;

type RuleName = keyof typeof RULES;

const OF_ALL: readonly RuleName[] = ["description"];
const OF_FAILING: readonly RuleName[] = [...OF_ALL, "compensation", "catch"];

const RULES_OF: Readonly<Record<Step["form"], readonly RuleName[]>> = {
  task: [...OF_FAILING, "timeout", "retry", "concurrency", "idempotency", "claimCheck", "expected"],
  approval: OF_FAILING,
  parallel: OF_FAILING,
  map: [...OF_FAILING, "maxConcurrency"],
  choice: OF_ALL,
  wait: OF_ALL,
};

/** Only some workflows let a step have a claim check, whatever is answered then. */
const verdictOn = (rule: RuleName, check: Check, step: StepAnswers): true | string =>
  rule !== "claimCheck" || has(step, rule) || check({ ...step, claimCheck: true });

const has = (step: StepAnswers, rule: RuleName): boolean =>
  rule === "maxConcurrency" ? step.map?.maxConcurrency !== undefined : step[rule] !== undefined;

function without(step: StepAnswers, rule: RuleName): StepAnswers {
  if (rule !== "maxConcurrency") return withNeededFallback(withRule(step, rule, undefined));
  const { maxConcurrency: _, ...map } = step.map ?? { items: "", steps: [] };
  return { ...step, map };
}

/**
 * Asks which rules a step has besides what follows its failure, and what they say; a rule that is
 * not ticked any more is taken out.
 */
export async function askMoreRules(
  ask: Ask,
  { check, note }: Pick<StepPlace, "check" | "note">,
  start: StepAnswers,
): Promise<StepAnswers> {
  const names = RULES_OF[formOf(start)];
  const present = names.filter((name) => has(start, name));
  const untick = (ticked: readonly RuleName[]) =>
    present.filter((name) => !ticked.includes(name)).reduce(without, start);
  const ticked = await ask.ticks({
    message: `More rules for ${start.name}`,
    choices: names.map((value) => {
      const [name, description] = RULES[value];
      return disableIf({ value, name, description }, verdictOn(value, check, start));
    }),
    present,
    validate: (values) => check(untick(values)),
  });
  let step = untick(ticked);
  for (const name of names.filter((one) => ticked.includes(one))) {
    step = await RULES[name][2](ask, check, step);
    note(step);
  }
  return step;
}
