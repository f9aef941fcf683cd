import { formOf } from "../../workflow/grammar/step-keys.ts";
import type { Step } from "../../workflow/workflow.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, type Choice, disableIf } from "../ask.ts";
import type { Place } from "./place.ts";
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

/** A rule that a step may have or not. */
type RuleName =
  | "description"
  | "compensation"
  | "catch"
  | "timeout"
  | "retry"
  | "concurrency"
  | "maxConcurrency"
  | "idempotency"
  | "claimCheck"
  | "expected";

interface Rule extends Choice<RuleName> {
  readonly ask: (ask: Ask, check: Check, step: StepAnswers) => Promise<StepAnswers>;
}

const RULES: Readonly<Record<RuleName, Omit<Rule, "value">>> = {
  description: {
    name: "a description",
    description: "One line for the README.",
    ask: askDescription,
  },
  compensation: {
    name: "what undoes it",
    description: "Its compensation: a step that takes back what this one did.",
    ask: askCompensation,
  },
  catch: {
    name: "errors by name",
    description: "Errors that are not retried, each with what follows it.",
    ask: askErrors,
  },
  timeout: {
    name: "a timeout",
    description: "How long one try may take; else 30s.",
    ask: askTimeout,
  },
  retry: {
    name: "retries",
    description: "How often, and after which waits; else 3 times, from 2s on.",
    ask: askRetry,
  },
  concurrency: {
    name: "a limit at once",
    description: "At most so many of it run at the same time.",
    ask: askConcurrency,
  },
  maxConcurrency: {
    name: "a limit at once",
    description: "At most so many items are worked on at the same time.",
    ask: askMaxConcurrency,
  },
  idempotency: {
    name: "the same work twice",
    description: "Idempotency: else its effect happens once for each workflow.",
    ask: askIdempotency,
  },
  claimCheck: {
    name: "a large result",
    description: "More than 100 KB: it is kept in S3, and its address passed on (claim check).",
    ask: async (_, __, step) => ({ ...step, claimCheck: true }),
  },
  expected: {
    name: "its time and memory",
    description: "What you expect, so that unchain explain can say what it costs.",
    ask: askExpected,
  },
};

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
  { check, note }: Pick<Place, "check" | "note">,
  start: StepAnswers,
): Promise<StepAnswers> {
  const names = RULES_OF[formOf(start)];
  const present = names.filter((name) => has(start, name));
  const untick = (ticked: readonly RuleName[]) =>
    present.filter((name) => !ticked.includes(name)).reduce(without, start);
  const ticked = await ask.ticks({
    message: `More rules for ${start.name}`,
    choices: names.map((value) =>
      disableIf({ ...RULES[value], value }, verdictOn(value, check, start)),
    ),
    present,
    validate: (values) => check(untick(values)),
  });
  let step = untick(ticked);
  for (const name of names.filter((one) => ticked.includes(one))) {
    step = await RULES[name].ask(ask, check, step);
    note(step);
  }
  return step;
}
