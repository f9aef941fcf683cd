import type { ConditionDocument } from "../workflow/schema.ts";
import type { ComparisonOperator } from "../workflow/workflow.ts";
import { type Ask, type Choice, unlessRefused } from "./ask.ts";

/** What the workflow with this condition is worth. */
export type CheckCondition = (condition: ConditionDocument) => true | string;

const COMPARISONS: readonly Choice<ComparisonOperator | "isAbsent">[] = [
  { value: "equals", name: "is", description: "Exactly this text, number, true or false." },
  { value: "notEquals", name: "is not", description: "It is there, and is something else." },
  { value: "greaterThan", name: "is greater than", description: "A number, or text by alphabet." },
  { value: "greaterThanOrEquals", name: "is at least", description: "This much or more." },
  { value: "lessThan", name: "is less than", description: "A number, or text by alphabet." },
  { value: "lessThanOrEquals", name: "is at most", description: "This much or less." },
  { value: "oneOf", name: "is one of", description: "Any one of a list." },
  { value: "isPresent", name: "is there", description: "Whatever it is." },
  { value: "isAbsent", name: "is not there", description: "Nobody has said it." },
];

const MORE = [
  { value: "none", name: "no", description: "That is the whole condition." },
  { value: "all", name: "and …", description: "All of the conditions have to hold." },
  { value: "any", name: "or …", description: "One of the conditions has to hold." },
] as const;

/**
 * Asks for a condition: one comparison, or several that are joined by the same word. Conditions
 * inside of conditions are for `workflow.yaml`.
 *
 * @param what is taken where it holds, e.g. `Branch 1 of size`
 */
export async function askCondition(
  ask: Ask,
  what: string,
  check: CheckCondition,
): Promise<ConditionDocument> {
  const first = await askComparison(ask, `${what} is taken where`, check);
  const join = await ask.choice({ message: "More conditions?", choices: MORE, default: "none" });
  if (join === "none") return first;
  const joined = [first];
  const word = join === "all" ? "and where" : "or where";
  do {
    joined.push(await askComparison(ask, word, (next) => check({ [join]: [...joined, next] })));
  } while (await ask.yesNo({ message: `${word} …?`, default: false }));
  return { [join]: joined };
}

async function askComparison(
  ask: Ask,
  message: string,
  check: CheckCondition,
): Promise<ConditionDocument> {
  const path = await ask.text({
    message,
    hint: "a path into the workflow state, e.g. input.total or results.checkStock.left",
    default: "input.total",
    validate: (answer) => check({ path: answer, isPresent: true }),
  });
  const compared = await ask.choice({
    message: path,
    choices: COMPARISONS.map((choice) => unlessRefused(choice, check(example(path, choice.value)))),
    default: check(example(path, "equals")) === true ? "equals" : "isPresent",
  });
  if (compared === "isPresent") return { path, isPresent: true };
  if (compared === "isAbsent") return { path, isPresent: false };
  const read = compared === "oneOf" ? readValues : readValue;
  const condition = (answer: string) => ({ path, [compared]: read(answer) }) as ConditionDocument;
  const value = await ask.text({
    message: `${path} ${COMPARISONS.find((one) => one.value === compared)?.name}`,
    hint:
      compared === "oneOf"
        ? "values, with commas"
        : 'a number, true, false, or text; "42" in quotes is text',
    validate: (answer) =>
      answer === "" ? "A value is needed, e.g. 1000." : check(condition(answer)),
  });
  return condition(value);
}

/** A condition with this comparison: of an error one can only ask whether it is there. */
function example(path: string, compared: ComparisonOperator | "isAbsent"): ConditionDocument {
  if (compared === "isPresent" || compared === "isAbsent") return { path, isPresent: true };
  return { path, [compared]: compared === "oneOf" ? [1] : 1 };
}

const readValues = (answer: string) => answer.split(",").map((value) => readValue(value.trim()));

/** What somebody means: a number, true, false or null where it reads like one, else text. */
function readValue(answer: string): string | number | boolean | null {
  const isLiteral = /^(?:-?\d+(?:\.\d+)?|true|false|null|"(?:[^"\\]|\\.)*")$/.test(answer);
  return isLiteral ? (JSON.parse(answer) as string | number | boolean | null) : answer;
}
