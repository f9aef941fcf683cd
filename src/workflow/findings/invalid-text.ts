import { isMapping } from "../../mapping.ts";
import { type Message, problem } from "../../messages/message.ts";
import { errorNameMistake } from "../error-names.ts";
import { meantValue } from "../grammar/other-words.ts";
import type { Refused } from "../grammar/shape.ts";
import { kebabCase } from "../letter-case.ts";
import { LIMITS } from "../limits.ts";
import { NAME_PATTERN } from "../names.ts";
import { meantInputPath, meantKeyPath, positionFix } from "../paths.ts";
import { scheduleMistake, type TriggerMistake } from "../schedule.ts";
import { apiMistake } from "../trigger.ts";
import { either, printable, quote } from "./finding.ts";

type Explain = (refused: Refused) => Message | undefined;

/** Makes an explanation of texts, which says nothing of other values. */
const ofText =
  (explain: (text: string, refused: Refused) => Message | undefined): Explain =>
  (refused) =>
    typeof refused.value === "string" ? explain(refused.value, refused) : undefined;

const didYouMean = (meant: string | undefined, example: string): string =>
  meant === undefined ? `Write e.g. "${example}".` : `Did you mean ${quote(meant)}?`;

export const invalidName = ofText((name, { field }) => {
  const what = field === "name" ? "name" : `${field} name`;
  const meant = kebabCase(name).slice(0, LIMITS.nameLength).replace(/-$/, "");
  const suggestion = NAME_PATTERN.test(meant)
    ? `Did you mean ${quote(meant)}?`
    : 'Write a name like "create-order".';
  if (/[\\/]|\.\./.test(name)) {
    return problem(
      "UNSAFE_NAME",
      `the ${what} ${quote(name)} is not safe as a file name: it would lead out of the project.`,
      suggestion,
    );
  }
  if (NAME_PATTERN.test(name)) {
    return problem(
      "NAME_TOO_LONG",
      `the ${what} ${quote(name)} has ${name.length} characters, at most ${LIMITS.nameLength} are allowed.`,
      "Shorten it, and put the rest into the description.",
    );
  }
  return problem(
    "INVALID_NAME",
    `the ${what} ${quote(name)} is not in kebab-case: use lower-case letters and digits, begin with a letter, and join words with "-".`,
    suggestion,
  );
});

export const invalidErrorName = ofText((name) => {
  const found = errorNameMistake(name);
  return found && problem("INVALID_ERROR_NAME", `${found.rule}.`, found.fix);
});

export const invalidGroup = ofText((path, { example }) =>
  path.length > LIMITS.groupByLength
    ? problem(
        "INVALID_GROUP",
        `groupBy has ${path.length} characters, at most ${LIMITS.groupByLength} are allowed.`,
        "Give the value a shorter name in the input.",
      )
    : problem(
        "INVALID_GROUP",
        `groupBy must be a path into the input with at most four names, not ${quote(path)}.`,
        didYouMean(meantInputPath(path), example),
      ),
);

export const invalidKeyPath = ofText((path, { example }) =>
  problem(
    "INVALID_KEY",
    `the key ${quote(path)} is not a path into the workflow state: input.<name> or results.<step>.<name>, with names as in JavaScript, and [0] for an item of a list.`,
    positionFix(path) ?? didYouMean(meantKeyPath(path), example),
  ),
);

export const invalidLine = ofText((text) => {
  const invalid = (message: string, suggestion: string) =>
    problem("INVALID_DESCRIPTION", message, suggestion);
  if (text.trim() === "") {
    return invalid("the description is empty.", "Write one, or remove the key.");
  }
  if (text.length > LIMITS.descriptionLength) {
    return invalid(
      `the description has ${text.length} characters, at most ${LIMITS.descriptionLength} are allowed.`,
      "Shorten it; it also becomes the description of a Lambda function.",
    );
  }
  if (/[\r\n\u2028\u2029]/.test(text)) {
    return invalid(
      "the description has more than one line.",
      'Write it on one line; a long one may be folded with ">-".',
    );
  }
  return invalid(
    "the description has characters that cannot be printed.",
    "Remove tabs, control characters and marks that change the reading direction.",
  );
});

/**
 * Explains that a word is none of a few.
 *
 * @param why says of words from elsewhere why they are none here
 */
export const invalidChoice = (
  choices: readonly string[],
  why: Readonly<Record<string, string>>,
): Explain =>
  ofText((value, { field, example }) => {
    const { meant, fix } = meantValue(field, value, choices);
    const reason = Object.hasOwn(why, value) ? why[value] : `not ${quote(value)}`;
    return problem(
      "INVALID_VALUE",
      `${field} must be ${either(choices)}, ${reason}.`,
      fix
        ? `${fix.yaml}.`
        : meant === undefined
          ? `Write "${example}".`
          : `Did you mean ${quote(meant)}?`,
    );
  });

const triggerMistake = (found: TriggerMistake | undefined): Message | undefined =>
  found && problem("INVALID_VALUE", `${found.rule}.`, found.fix.replace(/[^?]$/, "$&."));

export const invalidApi = ofText((api) => triggerMistake(apiMistake(api)));

export const invalidSchedule = ofText((schedule) => triggerMistake(scheduleMistake(schedule)));

/** Explains that a workflow has one trigger. */
export function invalidTrigger({ value, takes }: Refused): Message | undefined {
  const kinds = isMapping(value) ? Object.keys(value) : [];
  if (kinds.length < 2) return undefined;
  return problem(
    "WRONG_TYPE",
    `trigger takes ${takes}, not ${kinds.map(printable).join(" and ")}.`,
    "Keep one of them: a workflow has one trigger.",
  );
}
