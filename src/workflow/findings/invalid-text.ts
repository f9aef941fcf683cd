import { INFRASTRUCTURES } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { errorNameFault } from "../error-names.ts";
import { formAt } from "../grammar/key-forms.ts";
import { meantValue } from "../grammar/other-words.ts";
import { LIMITS } from "../limits.ts";
import { kebabCase, NAME_PATTERN } from "../names.ts";
import { meantInputPath, meantKeyPath } from "../paths.ts";
import { scheduleFault } from "../schedule.ts";
import { apiFault } from "../trigger.ts";
import { either, type Finding, type MakeFinding, type Path, quote } from "./finding.ts";

/** Says what is wrong with a text; `undefined` where that is not known of it. */
export function invalidText(
  value: string,
  field: string,
  path: Path,
  issueCode: string,
  finding: MakeFinding,
): Finding | undefined {
  if (field === "errors" && typeof path.at(-1) === "number") {
    const fault = errorNameFault(value);
    if (fault) return finding("INVALID_ERROR_NAME", `${fault.rule}.`, fault.fix);
  }
  if (["name", "compensation", "fallback"].includes(field)) {
    return invalidName(value, field, finding);
  }
  if (field === "groupBy") return invalidGroupBy(value, finding);
  if (field === "key") return invalidStatePath(value, formAt(field, path).example, finding);
  if (field === "description") return invalidDescription(value, finding);
  if (issueCode === "invalid_value") return invalidChoice(value, field, path, finding);
  const fault = triggerFault(field, value);
  return fault && finding("INVALID_VALUE", `${fault.rule}.`, fault.fix.replace(/[^?]$/, "$&."));
}

function triggerFault(field: string, value: string) {
  if (field === "api") return apiFault(value);
  return field === "schedule" ? scheduleFault(value) : undefined;
}

function invalidName(name: string, field: string, finding: MakeFinding): Finding {
  const what = field === "name" ? "name" : `${field} name`;
  const meant = kebabCase(name).slice(0, LIMITS.nameLength).replace(/-$/, "");
  const suggestion = NAME_PATTERN.test(meant)
    ? `Did you mean ${quote(meant)}?`
    : 'Write a name like "create-order".';
  if (/[\\/]|\.\./.test(name)) {
    return finding(
      "UNSAFE_NAME",
      `the ${what} ${quote(name)} would lead out of the project's folders, names become files.`,
      suggestion,
    );
  }
  if (NAME_PATTERN.test(name)) {
    return finding(
      "NAME_TOO_LONG",
      `the ${what} ${quote(name)} has ${name.length} characters, at most ${LIMITS.nameLength} are allowed.`,
      "Shorten it; the description has room for the rest.",
    );
  }
  return finding(
    "INVALID_NAME",
    `the ${what} ${quote(name)} is not in kebab-case: lower-case letters and digits, words joined by "-", a letter first.`,
    suggestion,
  );
}

function invalidGroupBy(path: string, finding: MakeFinding): Finding {
  const meant = meantInputPath(path);
  if (path.length > LIMITS.groupByLength) {
    return finding(
      "INVALID_GROUP",
      `groupBy has ${path.length} characters, at most ${LIMITS.groupByLength} are allowed.`,
      "Give the value a shorter name in the input.",
    );
  }
  return finding(
    "INVALID_GROUP",
    `groupBy is a path into the input, at most four names deep, not ${quote(path)}.`,
    meant === undefined
      ? 'Write e.g. "groupBy: input.customerId".'
      : `Did you mean ${quote(meant)}?`,
  );
}

function invalidStatePath(path: string, example: string, finding: MakeFinding): Finding {
  const meant = meantKeyPath(path);
  return finding(
    "INVALID_KEY",
    `the key ${quote(path)} is not a path into the workflow state: input.<name> or results.<step>.<name>, with names as in JavaScript, and [0] for an item of a list.`,
    meant === undefined ? `Write e.g. "${example}".` : `Did you mean ${quote(meant)}?`,
  );
}

function invalidDescription(text: string, finding: MakeFinding): Finding {
  if (text.trim() === "") {
    return finding(
      "INVALID_DESCRIPTION",
      "the description is empty.",
      "Write one, or leave it out.",
    );
  }
  if (text.length > LIMITS.descriptionLength) {
    return finding(
      "INVALID_DESCRIPTION",
      `the description has ${text.length} characters, at most ${LIMITS.descriptionLength} are allowed.`,
      "Shorten it; it also becomes the description of a Lambda function.",
    );
  }
  if (/[\r\n\u2028\u2029]/.test(text)) {
    return finding(
      "INVALID_DESCRIPTION",
      "the description has more than one line.",
      'Write it on one line; a long one may be folded with ">-".',
    );
  }
  return finding(
    "INVALID_DESCRIPTION",
    "the description has characters that cannot be printed.",
    "Take out tabs, control characters and marks that change the reading direction.",
  );
}

function invalidChoice(value: string, field: string, path: Path, finding: MakeFinding): Finding {
  const choices = choicesOf(field, path);
  const { meant, fix } = meantValue(field, value, choices);
  const inFallback = field === "onFailure" && path.includes("fallback") && value === "fallback";
  return finding(
    "INVALID_VALUE",
    inFallback
      ? "onFailure must be fail, compensate or continue, a fallback has no fallback of its own."
      : `${field} must be ${either(choices)}, not ${quote(value)}.`,
    fix
      ? `${fix.yaml}.`
      : meant === undefined
        ? `Write "${formAt(field, path).example}".`
        : `Did you mean ${quote(meant)}?`,
  );
}

function choicesOf(field: string, path: Path): readonly string[] {
  if (field === "transport") return TRANSPORTS;
  if (field === "infrastructure") return INFRASTRUCTURES;
  if (field === "as") return ["construct", "module"];
  if (field === "jitter") return ["full", "none"];
  if (field === "idempotency") return ["natural", "a mapping of key and window"];
  const routes = ["fail", "compensate", "continue"];
  return path.includes("fallback") ? routes : [...routes, "fallback"];
}
