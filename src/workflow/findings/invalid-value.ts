import { STEP_AND_FORM_KEYS } from "../grammar/allowed-keys.ts";
import { formAt, type KeyForm } from "../grammar/key-forms.ts";
import { meantItem, meantText } from "../grammar/own-value.ts";
import {
  type Finding,
  labelOf,
  type Path,
  printable,
  sentence,
  shown,
  valueAt,
} from "./finding.ts";
import { invalidQuantity } from "./invalid-quantity.ts";
import { invalidText } from "./invalid-text.ts";

/** Says that a value has the wrong form, or that it is missing. */
export function invalidValue(document: unknown, path: Path, issueCode: string): Finding {
  const value = valueAt(document, path);
  const label = sentence(labelOf(document, path));
  const key = path.at(-1);
  const finding = (code: string, message: string, suggestion: string): Finding => ({
    code,
    message: path.length === 0 ? message : `${label}: ${message}`,
    suggestion,
    at: path,
  });

  if (key === undefined) {
    return finding(
      "NOT_A_MAPPING",
      `A workflow must be a mapping with a name and steps, not ${shown(value)}.`,
      'Begin with "name: <workflow>" and "steps:" with a list of steps.',
    );
  }
  const isItem = typeof key === "number";
  const field = String(isItem ? path.at(-2) : key);
  const form = formAt(field, path);
  if (value === undefined && !isItem) {
    const example = path.length === 1 && field === "name" ? "name: order-processing" : form.example;
    return finding("MISSING_KEY", `${field} is missing.`, `Add it, e.g. "${example}".`);
  }
  const inText =
    typeof value === "string" ? invalidText(value, field, path, issueCode, finding) : undefined;
  const told = inText ?? invalidQuantity(value, field, path, issueCode, finding);
  if (told) return told;
  if (field === "fifo" && value === false) {
    return finding(
      "INVALID_VALUE",
      "fifo: false has no effect, because queues keep no order by default.",
      "Write fifo: true, or remove queue.",
    );
  }
  if (Array.isArray(value) && issueCode === "too_small") {
    return finding(
      value.length === 0 ? "EMPTY_LIST" : "LIST_TOO_SHORT",
      `${field} ${value.length === 0 ? "is empty" : `has only ${value.length}`}, it takes ${form.takes}.`,
      `Write e.g. "${form.example}".`,
    );
  }
  if (value === null && !isItem) {
    return finding(
      "WRONG_TYPE",
      `${field} is empty, it takes ${form.takes}.`,
      field === "name"
        ? 'Write a name; the name null itself needs quotes: "null".'
        : `Write e.g. "${form.example}", or remove the key.`,
    );
  }
  return finding(
    issueCode === "too_small" || issueCode === "too_big" ? "OUT_OF_RANGE" : "WRONG_TYPE",
    isItem
      ? `item ${key + 1} of ${field} must be ${form.takes}, not ${shown(value)}.`
      : `${field} takes ${form.takes}, not ${
          field === "trigger" && isSeveral(value)
            ? Object.keys(value).map(printable).join(" and ")
            : shown(value)
        }.`,
    fixOfForm(field, value, form, isItem) ??
      (key === "maxAttempts" && typeof value === "number" && value < 0
        ? 'Write "maxAttempts: 0" for no retry.'
        : `Write e.g. "${form.example}".`),
  );
}

/** Returns the value that is there in the form that is expected. */
function fixOfForm(
  field: string,
  value: unknown,
  form: KeyForm,
  isItem: boolean,
): string | undefined {
  if (field === "trigger" && isSeveral(value)) {
    return "Keep one of them: a workflow has one trigger.";
  }
  const meant = isItem ? meantItem(field, value) : meantText(field, value, form.takes);
  return meant === undefined ? listed(value, form) : `Write "${meant}".`;
}

const isSeveral = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.keys(value).length > 1;

/** Returns a mapping as a list, where one is expected. */
function listed(value: unknown, { takes }: KeyForm): string | undefined {
  if (!takes.startsWith("a list") || typeof value !== "object" || value === null) return undefined;
  const [first] = Object.keys(value);
  if (Array.isArray(value) || first === undefined) return undefined;
  if (first.startsWith("-")) {
    return `Add a space after the dash: write "- ${first.slice(1)}: ...".`;
  }
  const isNamed = takes.includes("step") && !STEP_AND_FORM_KEYS.includes(first);
  return `Begin each item of the list with a dash: "- ${isNamed ? `name: ${first}` : `${first}: ...`}".`;
}
