import { homepage } from "../cli/version.ts";
import type { Path } from "../workflow/findings/finding.ts";
import { valueAt } from "../workflow/findings/finding.ts";
import { placeAt } from "../workflow/grammar/key-at.ts";
import { type Key, type Keys, mappingOf, type Shape } from "../workflow/grammar/shape.ts";
import { withValueAt } from "../workflow/text/edit/step-lists.ts";
import { type StepAnswers, validateDraft, type WorkflowAnswers } from "./answers.ts";
import { type Ask, type Choice, choicesIn, disableIf, type TextQuestion } from "./ask.ts";

/** The place of a step in a workflow: any will do to find the keys of steps. */
const ANY_STEP = ["steps", 0] as const;

/** Checks the workflow with this step. */
export type Check = (step: StepAnswers) => true | string;

/** The answers that a key is asked for, and the words that only they know. */
interface Asked<Whole> {
  readonly whole: Whole;
  readonly check: (whole: Whole) => true | string;
  /** The name that stands in the question. */
  readonly name: string;
  /** The path of the answers in a workflow. */
  readonly root: Path;
  /** Suggested instead of the default or the example. */
  readonly suggestion?: string;
}

/** Asks for a key of a step, or for the keys of its mapping. */
export const askStepKey = (
  ask: Ask,
  check: Check,
  step: StepAnswers,
  at: readonly string[],
  title = step.name,
): Promise<StepAnswers> => askKey(ask, at, { whole: step, check, name: title, root: ANY_STEP });

/** Asks for a key of a workflow. */
export const askWorkflowKey = (
  ask: Ask,
  answers: WorkflowAnswers,
  at: readonly string[],
  {
    suggestion,
    check = validateDraft,
  }: Partial<Pick<Asked<WorkflowAnswers>, "check" | "suggestion">> = {},
): Promise<WorkflowAnswers> =>
  askKey(ask, at, {
    whole: answers,
    check,
    name: answers.name,
    root: [],
    ...(suggestion !== undefined && { suggestion }),
  });

/** Returns the question for a key of a step, without what is answered. */
export const stepQuestion = (name: string, ...at: Path) => wordsAt([...ANY_STEP, ...at], name);

/** Returns the question for a key of a workflow, without what is answered. */
export const workflowQuestion = (...at: Path) => wordsAt(at, "");

/** Returns keys as choices, by what they are called and what is said about them. */
export const choicesOf = <Name extends string>(keys: Readonly<Record<Name, Key>>): Choice<Name>[] =>
  (Object.entries(keys) as [Name, Key][]).flatMap(([value, { question, says = "" }]) =>
    question?.called === undefined ? [] : [{ value, name: question.called, description: says }],
  );

/** Returns a line about a word, and where there is more. */
export const withLink = (about: string, section = "workflowyaml"): string =>
  `${about}. ${homepage}#${section}`;

function keyAt(path: Path): Key {
  const place = placeAt(path);
  if (place === undefined) throw new Error(`No key: ${path.join(".")}`);
  return place.key;
}

function wordsAt(path: Path, name: string): Pick<TextQuestion, "message" | "about" | "hint"> {
  const { question = {} } = keyAt(path);
  const about = question.about ?? placeAt(path.slice(0, -1))?.key.question?.about;
  return {
    message: (question.asks ?? "").replace("{}", name),
    ...(about !== undefined && { about: withLink(about) }),
    ...(question.hint !== undefined && { hint: question.hint }),
  };
}

async function askKey<Whole>(ask: Ask, at: readonly string[], asked: Asked<Whole>): Promise<Whole> {
  const path = [...asked.root, ...at];
  const key = keyAt(path);
  const { shape, question = {} } = key;
  if (shape.kind === "truth") return withKey(asked.whole, at, true);
  if (question.asks === undefined) return askParts(ask, at, asked, mappingOf(shape)?.keys ?? {});
  const words = wordsAt(path, asked.name);
  const usual = key.default === undefined ? undefined : written(shape, key.default);
  const put = (answer: string): Whole =>
    withKey(asked.whole, at, answer === "" || answer === usual ? undefined : read(shape, answer));
  const value = valueAt(asked.whole, at);
  const present = value === undefined ? undefined : String(value);
  if (question.choices) {
    const { message, about } = words;
    return put(
      await ask.choice({
        message,
        ...(about !== undefined && { about }),
        choices: choicesIn(question.choices).map((choice) =>
          disableIf(choice, asked.check(put(choice.value))),
        ),
        default: present ?? usual ?? key.example,
      }),
    );
  }
  const suggested = question.isOptional ? undefined : (asked.suggestion ?? usual ?? key.example);
  const answer = await ask.text({
    ...words,
    hint: hintOf(key, words.hint),
    ...(suggested !== undefined && { default: suggested }),
    ...(present !== undefined && { present }),
    validate: (typed) =>
      (question.isOptional && typed === "") ||
      asked.check(withKey(asked.whole, at, read(shape, typed))),
  });
  return put(answer);
}

async function askParts<Whole>(
  ask: Ask,
  at: readonly string[],
  asked: Asked<Whole>,
  parts: Keys,
): Promise<Whole> {
  let whole = asked.whole;
  for (const [name, { question }] of Object.entries(parts)) {
    whole = await askKey(ask, [...at, name], { ...asked, whole });
    if (String(valueAt(whole, [...at, name])) === question?.isEnough) return whole;
  }
  return whole;
}

function hintOf({ shape, example, question }: Key, hint: string | undefined): string {
  if (!question?.isOptional) return hint ?? shape.takes;
  return `${hint ?? `${shape.takes}, e.g. ${example}`}; empty for none`;
}

/** Returns answers with another value of a key; `undefined`: without it, and without a mapping that is empty then. */
export function withKey<Whole>(whole: Whole, at: readonly string[], value: unknown): Whole {
  const outer = at.slice(0, -1);
  const put = withValueAt(whole, at, value);
  const isEmpty =
    value === undefined && outer.length > 0 && Object.keys(valueAt(put, outer) ?? {}).length === 0;
  return (isEmpty ? withKey(put, outer, undefined) : put) as Whole;
}

const read = ({ kind }: Shape, answer: string): unknown =>
  kind === "number" && answer !== "" && !Number.isNaN(Number(answer)) ? Number(answer) : answer;

const written = (shape: Shape, value: unknown): string =>
  shape.kind === "text" && shape.write ? shape.write(value as never) : String(value);
