import { FORMS } from "../../forms/registry.ts";
import { isMapping } from "../../mapping.ts";
import { COMBINATIONS, OPERATORS } from "../grammar/condition-keys.ts";
import { keysAllowedAt } from "../grammar/key-at.ts";
import { FORM_KEYS, type FormKey, keysOf } from "../grammar/step-keys.ts";
import { FAILING, NAMED, TASK } from "../grammar/task-keys.ts";
import { meantKey } from "../grammar/unknown-key.ts";
import { either, type Finding, headOf, type Path } from "./finding.ts";

type Mapping = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Keys of a function, which the other forms leave to the steps inside of them. */
const FUNCTION_KEYS = Object.keys(TASK).filter((key) => !(key in NAMED) && !(key in FAILING));

/**
 * Reports mistakes in how the forms of steps are written down, where every single value is right: keys that exclude
 * each other, and keys that need each other.
 */
export function formFindings(document: unknown): Finding[] {
  return isMapping(document) ? stepsFindings(document, document.steps, ["steps"]) : [];
}

function stepsFindings(document: unknown, steps: unknown, at: Path): Finding[] {
  return listOf(steps).flatMap((step, index) =>
    isMapping(step) ? stepFindings(document, step, [...at, index]) : [],
  );
}

function stepFindings(document: unknown, step: Mapping, at: Path): Finding[] {
  const [form, ...others] = FORM_KEYS.filter((key) => step[key] !== undefined);
  if (form === undefined) return [];
  const label = headOf(document, at);
  return [
    ...others.map((key) => ({
      code: "FORMS_MIXED",
      message: `${label}: a step cannot be both ${form} and ${key}.`,
      suggestion: "Split it into two steps with different names.",
      at: [...at, key],
      onKey: true,
    })),
    ...foreignKeys(step, form).map((key) => ({
      code: "KEY_NOT_ALLOWED",
      message: `${label}: ${whyForeign(form, key)}`,
      suggestion:
        form === "approval" && key === "timeout"
          ? `Write approval: { timeout: 3d }.`
          : FUNCTION_KEYS.includes(key) && isJoined(form)
            ? "Move it to the steps inside."
            : `Remove it, or move it to another step.`,
      at: [...at, key],
      onKey: true,
    })),
    ...listOf(step.choice).flatMap((branch, index) =>
      isMapping(branch)
        ? branchFindings(
            document,
            branch,
            [...at, "choice", index],
            index === listOf(step.choice).length - 1,
          )
        : [],
    ),
    ...listOf(step.parallel).flatMap((branch, index) =>
      isMapping(branch)
        ? stepsFindings(document, branch.steps, [...at, "parallel", index, "steps"])
        : [],
    ),
    ...(isMapping(step.map)
      ? stepsFindings(document, step.map.steps, [...at, "map", "steps"])
      : []),
  ];
}

function foreignKeys(step: Mapping, form: FormKey): string[] {
  const allowed = keysOf(form);
  return Object.keys(step).filter(
    (key) => step[key] !== undefined && Object.hasOwn(TASK, key) && !Object.hasOwn(allowed, key),
  );
}

const isJoined = (form: FormKey) => FORMS[form].fails === "inside";

function whyForeign(form: FormKey, key: string): string {
  if (form === "approval") {
    return key === "timeout"
      ? "the timeout of an approval belongs under approval."
      : `an approval takes no ${key}, because its function only asks.`;
  }
  return isJoined(form) || FUNCTION_KEYS.includes(key)
    ? `a ${form} takes no ${key}, because it has no function.`
    : `a ${form} takes no ${key}, because it cannot fail.`;
}

function branchFindings(document: unknown, branch: Mapping, at: Path, isLast: boolean): Finding[] {
  const label = headOf(document, at);
  const finding = (code: string, at: Path, message: string, suggestion: string): Finding => ({
    code,
    message: `${label}: ${message}`,
    suggestion,
    at,
    onKey: true,
  });
  const number = Number(at.at(-1)) + 1;
  const findings: Finding[] = [];
  const isMisspelt = misspeltIn(branch, at);
  if (branch.otherwise !== undefined) {
    for (const key of ["when", "steps"].filter((one) => branch[one] !== undefined)) {
      findings.push(
        finding(
          "KEY_NOT_ALLOWED",
          [...at, key],
          `branch ${number} has otherwise and ${key}, which exclude each other.`,
          "Write { when: ..., steps: [...] } or { otherwise: [...] }.",
        ),
      );
    }
    if (!isLast) {
      findings.push(
        finding(
          "OTHERWISE_NOT_LAST",
          [...at, "otherwise"],
          `the branches after otherwise would never be taken.`,
          "Move otherwise to the end of the list.",
        ),
      );
    }
  } else if (!isMisspelt("otherwise")) {
    const missing = ["when", "steps"].filter((key) => branch[key] === undefined);
    for (const key of missing.filter((one) => !isMisspelt(one))) {
      findings.push(
        finding(
          "MISSING_KEY",
          at,
          `branch ${number} has no ${key}.`,
          key === "when"
            ? 'Add it, e.g. "when: { path: input.total, greaterThan: 1000 }", or write { otherwise: [...] }.'
            : 'Add it, e.g. "steps: [{ name: ask-manager }]".',
        ),
      );
    }
  }
  return [
    ...findings,
    ...(isMapping(branch.when) ? conditionFindings(label, branch.when, [...at, "when"]) : []),
    ...stepsFindings(document, branch.steps, [...at, "steps"]),
    ...stepsFindings(document, branch.otherwise, [...at, "otherwise"]),
  ];
}

/** Returns whether a mapping may have a key after all, by a name that it does not take: that is a finding already. */
function misspeltIn(mapping: Mapping, at: Path): (...keys: readonly string[]) => boolean {
  const allowed = keysAllowedAt(at);
  const meant = Object.keys(mapping)
    .filter((name) => !Object.hasOwn(allowed, name))
    .map((name) => meantKey(at, name));
  return (...keys) => meant.some((key) => key === undefined || keys.includes(key));
}

const COMBINED = Object.keys(COMBINATIONS);

function conditionFindings(label: string, condition: Mapping, at: Path): Finding[] {
  const present = (keys: readonly string[]) => keys.filter((key) => condition[key] !== undefined);
  const [combination, ...combinations] = present(COMBINED);
  const operators = present(OPERATORS);
  const findings: Finding[] = [];
  const found = (code: string, at: Path, message: string, suggestion: string): void => {
    findings.push({ code, message: `${label}: ${message}`, suggestion, at, onKey: true });
  };
  const example = "{ path: input.total, greaterThan: 1000 }";
  if (combination !== undefined) {
    for (const key of [...present(["path"]), ...operators, ...combinations]) {
      found(
        "CONDITION_MIXED",
        [...at, key],
        `a condition with ${combination} cannot also have ${key}.`,
        "Put both into all: [...] or any: [...].",
      );
    }
  } else {
    const isMisspelt = misspeltIn(condition, at);
    if (condition.path === undefined && !isMisspelt("path", ...COMBINED)) {
      found("MISSING_KEY", at, "a condition needs a path.", `Write e.g. "${example}".`);
    }
    if (operators.length === 0 && !isMisspelt(...OPERATORS, ...COMBINED)) {
      found(
        "MISSING_KEY",
        at,
        `the condition has no comparison.`,
        `Add one of ${either(OPERATORS)}.`,
      );
    }
    for (const key of operators.slice(1)) {
      found(
        "CONDITION_MIXED",
        [...at, key],
        `a condition has one comparison, not both ${operators[0]} and ${key}.`,
        "Put each comparison into all: [...].",
      );
    }
  }
  return [
    ...findings,
    ...["all", "any"].flatMap((key) =>
      listOf(condition[key]).flatMap((inner, index) =>
        isMapping(inner) ? conditionFindings(label, inner, [...at, key, index]) : [],
      ),
    ),
    ...(isMapping(condition.not) ? conditionFindings(label, condition.not, [...at, "not"]) : []),
  ];
}
