import { isMapping } from "../../mapping.ts";
import { type Message, problem } from "../../messages/message.ts";
import type { Issue } from "../grammar/issues.ts";
import { placeAt } from "../grammar/key-at.ts";
import { meantItem, meantText } from "../grammar/own-value.ts";
import { mappingOf, type Shape } from "../grammar/shape.ts";
import { STEP, STEP_KEYS } from "../grammar/step-keys.ts";
import { type Finding, headOf, type Path, shown, valueAt } from "./finding.ts";

/** Says that a value has the wrong form, or that it is missing. */
export function invalidValue(document: unknown, path: Path, kind: Issue["kind"]): Finding {
  const value = valueAt(document, path);
  const mistake = mistakeIn(value, path, kind);
  const label = headOf(document, path);
  return {
    ...mistake,
    message: path.length === 0 ? mistake.message : `${label}: ${mistake.message}`,
    at: path,
  };
}

function mistakeIn(value: unknown, path: Path, kind: Issue["kind"]): Message {
  const place = placeAt(path);
  if (place === undefined) {
    return problem(
      "NOT_A_MAPPING",
      `A workflow must be a mapping with a name and steps, not ${shown(value)}.`,
      'Begin with "name: <workflow>" and "steps:" with a list of steps.',
    );
  }
  const { key, shape } = place;
  const { takes } = shape;
  const index = path.at(-1);
  const isItem = typeof index === "number";
  const field = String(isItem ? path.at(-2) : index);
  const example =
    isItem && shape.example !== undefined ? shape.example : `${field}: ${key.example}`;
  if (value === undefined && !isItem) {
    return problem("MISSING_KEY", `${field} is missing.`, `Add it, e.g. "${example}".`);
  }
  const isOutOfRange = kind === "small" || kind === "large";
  const told = shape.explain?.({ value, field, takes, example, isOutOfRange });
  if (told) return told;
  if (Array.isArray(value) && kind === "small") {
    return problem(
      value.length === 0 ? "EMPTY_LIST" : "LIST_TOO_SHORT",
      `${field} ${value.length === 0 ? "is empty" : `has only ${value.length}`}, it takes ${takes}.`,
      `Write e.g. "${example}".`,
    );
  }
  if (value === null && !isItem) {
    return problem(
      "WRONG_TYPE",
      `${field} is empty, it takes ${takes}.`,
      field === "name"
        ? 'Write a name; the name null itself needs quotes: "null".'
        : `Write e.g. "${example}", or remove the key.`,
    );
  }
  return problem(
    isOutOfRange ? "OUT_OF_RANGE" : "WRONG_TYPE",
    isItem
      ? `item ${index + 1} of ${field} must be ${takes}, not ${shown(value)}.`
      : `${field} takes ${takes}, not ${shown(value)}.`,
    fixOfForm(field, value, shape, isItem) ??
      (field === "maxAttempts" && typeof value === "number" && value < 0
        ? 'Write "maxAttempts: 0" for no retry.'
        : `Write e.g. "${example}".`),
  );
}

/** Returns the value that is there in the form that is expected. */
function fixOfForm(
  field: string,
  value: unknown,
  shape: Shape,
  isItem: boolean,
): string | undefined {
  const meant = isItem ? meantItem(field, value) : meantText(field, value, shape);
  return meant === undefined ? listed(value, shape) : `Write "${meant}".`;
}

/** Returns a mapping as a list, where one is expected. */
function listed(value: unknown, shape: Shape): string | undefined {
  const [first] = isMapping(value) ? Object.keys(value) : [];
  if (shape.kind !== "list" || first === undefined) return undefined;
  if (first.startsWith("-")) {
    return `Add a space after the dash: write "- ${first.slice(1)}: ...".`;
  }
  const isNamed = mappingOf(shape.of) === STEP && !Object.hasOwn(STEP_KEYS, first);
  return `Begin each item of the list with a dash: "- ${isNamed ? `name: ${first}` : `${first}: ...`}".`;
}
