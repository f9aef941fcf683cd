import { isMapping } from "../../mapping.ts";
import {
  FORM_KEYS,
  type FormKey,
  keysOfForm,
  NAMING_KEYS,
  OPERATORS,
  ROUTE_KEYS,
} from "../forms.ts";
import { otherKey } from "../grammar/other-words.ts";
import { either, type Finding, labelOf, type Path, sentence } from "./finding.ts";

type Mapping = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Keys of a function, which the other forms leave to the steps inside of them. */
const FUNCTION_KEYS = ["timeout", "retry", "concurrency", "idempotency", "claimCheck", "expected"];

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
  const label = sentence(labelOf(document, at));
  return [
    ...others.map((key) => ({
      code: "FORMS_MIXED",
      message: `${label}: it is both ${form} and ${key}, a step is one of them.`,
      suggestion: "Make two steps of it, each with a name of its own.",
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
            ? "Put it on the steps inside of it."
            : `Take it out, or put it on another step.`,
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
  const known: readonly string[] = [...NAMING_KEYS, ...FUNCTION_KEYS, ...ROUTE_KEYS];
  const allowed = keysOfForm(form);
  return Object.keys(step).filter(
    (key) => step[key] !== undefined && known.includes(key) && !allowed.includes(key),
  );
}

const isJoined = (form: FormKey) => form === "parallel" || form === "map";

function whyForeign(form: FormKey, key: string): string {
  if (form === "approval") {
    return key === "timeout"
      ? "the timeout of an approval belongs inside of it."
      : `an approval takes no ${key}, its function only asks.`;
  }
  if (isJoined(form)) return `a ${form} takes no ${key}, it is no function of its own.`;
  return FUNCTION_KEYS.includes(key)
    ? `a ${form} takes no ${key}, it runs no function.`
    : `a ${form} takes no ${key}, it cannot fail itself.`;
}

function branchFindings(document: unknown, branch: Mapping, at: Path, isLast: boolean): Finding[] {
  const label = sentence(labelOf(document, at));
  const finding = (code: string, at: Path, message: string, suggestion: string): Finding => ({
    code,
    message: `${label}: ${message}`,
    suggestion,
    at,
    onKey: true,
  });
  const number = Number(at.at(-1)) + 1;
  const findings: Finding[] = [];
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
          `the branches behind otherwise would never be taken.`,
          "Move otherwise to the end of the list.",
        ),
      );
    }
  } else {
    for (const key of ["when", "steps"].filter((one) => branch[one] === undefined)) {
      findings.push(
        finding(
          "MISSING_KEY",
          at,
          `branch ${number} has no ${key}.`,
          key === "when"
            ? 'Add it, e.g. "when: { path: input.total, greaterThan: 1000 }", or make it { otherwise: [...] }.'
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

const isOperator: ReadonlySet<string | undefined> = new Set(OPERATORS);

const COMBINATIONS = ["all", "any", "not"];

function conditionFindings(label: string, condition: Mapping, at: Path): Finding[] {
  const present = (keys: readonly string[]) => keys.filter((key) => condition[key] !== undefined);
  const [combination, ...combinations] = present(COMBINATIONS);
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
        `a condition with ${combination} takes no ${key}.`,
        "Put both into all: [...] or any: [...].",
      );
    }
  } else {
    if (condition.path === undefined) {
      found("MISSING_KEY", at, "a condition needs a path.", `Write e.g. "${example}".`);
    }
    const isMisspelt = Object.keys(condition).some((key) => isOperator.has(otherKey(key)));
    if (operators.length === 0 && !isMisspelt) {
      found(
        "MISSING_KEY",
        at,
        `the condition does not say what to compare with.`,
        `Add one of ${either(OPERATORS)}.`,
      );
    }
    for (const key of operators.slice(1)) {
      found(
        "CONDITION_MIXED",
        [...at, key],
        `a condition compares once, not with ${operators[0]} and ${key}.`,
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
