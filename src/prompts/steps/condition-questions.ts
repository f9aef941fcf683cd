import type { ConditionDocument } from "../../workflow/grammar/condition-keys.ts";
import { OPERATORS } from "../../workflow/grammar/condition-keys.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import { toCondition } from "../../workflow/text/document.ts";
import type { ComparisonOperator } from "../../workflow/workflow.ts";
import { type Ask, type ChoiceRows, choicesIn, disableIf, presentOr } from "../ask.ts";
import { ABOUT_PATHS } from "../jargon.ts";

/** Checks the workflow with this condition. */
export type CheckCondition = (condition: ConditionDocument) => true | string;

const COMPARISONS = {
  equals: ["is", "Exactly this text, number, true or false."],
  notEquals: ["is not", "It is there, and is something else."],
  greaterThan: ["is greater than", "A number, or text by alphabet."],
  greaterThanOrEquals: ["is at least", "This much or more."],
  lessThan: ["is less than", "A number, or text by alphabet."],
  lessThanOrEquals: ["is at most", "This much or less."],
  oneOf: ["is one of", "Any one of a list."],
  isPresent: ["is there", "Whatever it is."],
  isAbsent: ["is not there", "Nobody has said it."],
} as const satisfies ChoiceRows<ComparisonOperator | "isAbsent">;

const MORE = choicesIn({
  none: ["no", "That is the whole condition."],
  all: ["and another", "All of the conditions have to hold."],
  any: ["or another", "One of the conditions has to hold."],
});

/**
 * Asks for a condition: one comparison, or several that are joined by the same word. Conditions
 * inside of conditions are for `workflow.yaml`: one that is there may be kept.
 *
 * @param what is taken where it holds, e.g. `Branch 1 of size`
 * @param present the condition that is there
 */
export async function askCondition(
  ask: Ask,
  what: string,
  check: CheckCondition,
  present: ConditionDocument | undefined,
): Promise<ConditionDocument> {
  const parts = present ? partsOf(present) : [];
  if (present && parts === undefined && (await askToKeep(ask, what, present))) return present;
  const [before, ...others] = parts ?? [];
  const first = await askComparison(ask, `${what} is taken where`, check, before);
  const join = await ask.choice({
    message: `More conditions for ${uncapitalised(what)}?`,
    choices: MORE,
    default: present?.all ? "all" : present?.any ? "any" : "none",
  });
  if (join === "none") return first;
  const joined = [first];
  const word = `${what}: ${join === "all" ? "and where" : "or where"}`;
  do {
    const message = `${word} (${joined.length + 1})`;
    const checkNext: CheckCondition = (next) => check({ [join]: [...joined, next] });
    joined.push(await askComparison(ask, message, checkNext, others[joined.length - 1]));
  } while (
    await ask.yesNo({
      message: `Another condition for ${uncapitalised(what)} (${joined.length + 1})?`,
      default: joined.length <= others.length,
    })
  );
  return { [join]: joined };
}

const askToKeep = (ask: Ask, what: string, present: ConditionDocument): Promise<boolean> =>
  ask.yesNo({
    message: `${what} is taken where ${describeCondition(toCondition(present))}. Keep that?`,
    default: true,
  });

/** The comparisons that a condition joins; `undefined` where there are conditions inside of conditions. */
function partsOf(condition: ConditionDocument): readonly ConditionDocument[] | undefined {
  const parts = condition.all ?? condition.any ?? [condition];
  return parts.every(({ path }) => path !== undefined) ? parts : undefined;
}

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

async function askComparison(
  ask: Ask,
  message: string,
  check: CheckCondition,
  present: ConditionDocument | undefined,
): Promise<ConditionDocument> {
  const path = await ask.text({
    message,
    about: ABOUT_PATHS,
    hint: "a path, e.g. input.total or results.checkStock.left",
    ...presentOr(present?.path, "input.total"),
    validate: (answer) => check({ path: answer, isPresent: true }),
  });
  const usual = check(example(path, "equals")) === true ? "equals" : "isPresent";
  const compared = await ask.choice({
    message: `${message}: ${path}`,
    choices: choicesIn<ComparisonOperator | "isAbsent">(COMPARISONS).map((choice) =>
      disableIf(choice, check(example(path, choice.value))),
    ),
    default: present?.path === path ? comparisonOf(present) : usual,
  });
  if (compared === "isPresent") return { path, isPresent: true };
  if (compared === "isAbsent") return { path, isPresent: false };
  const readAnswer = compared === "oneOf" ? readValues : readValue;
  const condition = (answer: string) =>
    ({ path, [compared]: readAnswer(answer) }) as ConditionDocument;
  const before = present?.[compared];
  const value = await ask.text({
    message: `${message}: ${path} ${COMPARISONS[compared][0]}`,
    hint:
      compared === "oneOf"
        ? "values, with commas"
        : 'a number, true, false, or text; "42" in quotes is text',
    ...(before !== undefined && { present: [before].flat().map(writtenValue).join(", ") }),
    validate: (answer) =>
      answer === "" ? "A value is needed, e.g. 1000." : check(condition(answer)),
  });
  return condition(value);
}

function comparisonOf(condition: ConditionDocument): ComparisonOperator | "isAbsent" {
  if (condition.isPresent === false) return "isAbsent";
  return OPERATORS.find((operator) => condition[operator] !== undefined) ?? "equals";
}

/** A condition with this comparison: of an error one can only ask whether it is there. */
function example(path: string, compared: ComparisonOperator | "isAbsent"): ConditionDocument {
  if (compared === "isPresent" || compared === "isAbsent") return { path, isPresent: true };
  return { path, [compared]: compared === "oneOf" ? [1] : 1 };
}

const readValues = (answer: string) => answer.split(",").map((value) => readValue(value.trim()));

/** Returns a text that {@link readValue} reads as the value. */
const writtenValue = (value: unknown): string =>
  typeof value === "string" && readValue(value) === value ? value : JSON.stringify(value);

/**
 * Returns the value that somebody means: a number, true, false or null where it reads like one, else text.
 */
function readValue(answer: string): string | number | boolean | null {
  const isLiteral = /^(?:-?\d+(?:\.\d+)?|true|false|null|"(?:[^"\\]|\\.)*")$/.test(answer);
  return isLiteral ? (JSON.parse(answer) as string | number | boolean | null) : answer;
}
