import { closest } from "../closest.ts";
import { formatDuration } from "./duration.ts";
import { errorNameFault } from "./error-names.ts";
import {
  either,
  type Finding,
  labelOf,
  type Path,
  printable,
  quote,
  sentence,
  valueAt,
} from "./finding.ts";
import { FORM_KEYS, OPERATORS } from "./forms.ts";
import { meantInputPath, meantStatePath } from "./input-path.ts";
import { LIMITS } from "./limits.ts";
import { meantExpectation } from "./meant-expectation.ts";
import { kebabCase, NAME_PATTERN } from "./names.ts";
import { foreignKey, meantValue, otherKey } from "./other-words.ts";
import { meantItem, meantText } from "./own-value.ts";
import { scheduleFault } from "./schedule.ts";
import { apiFault } from "./trigger.ts";

const WORKFLOW_KEYS = [
  "name",
  "description",
  "transport",
  "infrastructure",
  "queue",
  "trigger",
  "timeout",
  "expected",
  "steps",
];
const QUEUE_KEYS = ["fifo", "groupBy"];
const TASK_KEYS = ["name", "description", "timeout", "retry", "concurrency", "idempotency"];
const FALLBACK_KEYS = [...TASK_KEYS, "claimCheck", "catch", "onFailure", "compensation"];
const STEP_KEYS = [...FALLBACK_KEYS, "fallback", "expected"];
const EXPECTED_KEYS = ["duration", "memory"];
const STEP_AND_FORM_KEYS = [...STEP_KEYS, ...FORM_KEYS];
const BRANCH_KEYS = ["when", "steps", "otherwise"];
const MAP_KEYS = ["items", "maxConcurrency", "steps"];
const CONDITION_KEYS = ["path", ...OPERATORS, "all", "any", "not"];
const RETRY_KEYS = ["maxAttempts", "interval", "backoffRate", "maxDelay", "jitter"];
const CATCH_KEYS = ["errors", "onFailure"];
const TRIGGER_KEYS = ["api", "schedule", "event"];
const EVENT_KEYS = ["source", "detailType"];
const IDEMPOTENCY_KEYS = ["key", "window"];

const LATER_INFRASTRUCTURES = ["cdk", "terraform"];

/** How each key is written: what it takes, and an example. */
const FORMS: { readonly [key: string]: { readonly takes: string; readonly example: string } } = {
  name: {
    takes: `a kebab-case name of at most ${LIMITS.nameLength} characters`,
    example: "name: create-order",
  },
  description: {
    takes: `one line of text of at most ${LIMITS.descriptionLength} characters`,
    example: "description: Charge the card.",
  },
  transport: { takes: "queue or state-machine", example: "transport: state-machine" },
  infrastructure: { takes: "sam", example: "infrastructure: sam" },
  queue: {
    takes: "fifo: true and groupBy",
    example: "queue: { fifo: true, groupBy: input.customerId }",
  },
  fifo: { takes: "true", example: "fifo: true" },
  groupBy: { takes: "a path into the input", example: "groupBy: input.customerId" },
  trigger: {
    takes: "exactly one of api, schedule and event",
    example: "trigger: { api: POST /orders }",
  },
  api: { takes: "POST or PUT and a path like /orders", example: "api: POST /orders" },
  schedule: { takes: "rate(…) or cron(…)", example: "schedule: rate(1 hour)" },
  event: {
    takes: "a mapping of source and detailType",
    example: "event: { source: shop, detailType: OrderPlaced }",
  },
  source: {
    takes: `one line of text of at most ${LIMITS.eventTextLength} characters`,
    example: "source: shop",
  },
  detailType: {
    takes: `one line of text of at most ${LIMITS.eventTextLength} characters`,
    example: "detailType: OrderPlaced",
  },
  steps: { takes: "a list of at least one step", example: "steps: [{ name: create-order }]" },
  timeout: { takes: "a duration from 1s to 15m", example: "timeout: 30s" },
  retry: { takes: "a mapping of retry settings", example: "retry: { maxAttempts: 5 }" },
  maxAttempts: {
    takes: `a whole number from 0 to ${LIMITS.maxAttempts}`,
    example: "maxAttempts: 3",
  },
  interval: { takes: "a duration of at least 1s", example: "interval: 2s" },
  backoffRate: { takes: "a number of at least 1", example: "backoffRate: 2" },
  maxDelay: { takes: "a duration of less than 366d", example: "maxDelay: 1m" },
  jitter: { takes: "full or none", example: "jitter: full" },
  catch: {
    takes: "a list of errors and what follows them",
    example: "catch: [{ errors: [PaymentDeclined], onFailure: compensate }]",
  },
  errors: { takes: "a list of at least one error name", example: "errors: [PaymentDeclined]" },
  onFailure: { takes: "fail, compensate, continue or fallback", example: "onFailure: compensate" },
  fallback: {
    takes: "the name of a step, or a mapping with its name and failure rules",
    example: "fallback: ask-by-mail",
  },
  compensation: {
    takes: "the name of a step, or a mapping with its name and failure rules",
    example: "compensation: refund-payment",
  },
  concurrency: { takes: "a whole number of at least 1", example: "concurrency: 10" },
  idempotency: {
    takes: "natural or a mapping of key and window, or is left out",
    example: "idempotency: { key: input.orderId, window: 1h }",
  },
  key: {
    takes: "a path into the workflow state: input.<name> or results.<step>.<name>",
    example: "key: input.orderId",
  },
  window: { takes: "a duration from 1s to 365d", example: "window: 1h" },
  claimCheck: { takes: "true or false", example: "claimCheck: true" },
  expected: {
    takes: "a mapping of duration and memory",
    example: "expected: { duration: 1.5s, memory: 512 }",
  },
  expectedRate: { takes: "a mapping of rate", example: "expected: { rate: 100/s }" },
  duration: { takes: "a duration from 1ms to 15m", example: "duration: 1.5s" },
  memory: {
    takes: `a whole number of MB from ${LIMITS.minMemoryMb} to ${LIMITS.maxMemoryMb}`,
    example: "memory: 512",
  },
  rate: { takes: "a number of runs, a slash and s, m, h or d", example: "rate: 100/s" },
  wait: { takes: "a duration from 1s to 365d", example: "wait: 10m" },
  choice: {
    takes: "a list of branches",
    example: "choice: [{ when: { path: input.total, greaterThan: 1000 }, steps: [...] }]",
  },
  when: { takes: "a condition", example: "when: { path: input.total, greaterThan: 1000 }" },
  otherwise: { takes: "a list of steps", example: "otherwise: [{ name: approve }]" },
  parallel: {
    takes: "a list of at least two branches",
    example: "parallel: [{ steps: [...] }, { steps: [...] }]",
  },
  map: {
    takes: "a mapping of items and steps",
    example: "map: { items: input.lines, steps: [...] }",
  },
  approval: { takes: "a mapping of timeout", example: "approval: { timeout: 3d }" },
  answer: { takes: "a duration from 1m to 365d", example: "timeout: 3d" },
  whole: { takes: "a duration from 1s to 365d", example: "timeout: 2h" },
  items: { takes: "the path of a list", example: "items: input.lines" },
  maxConcurrency: {
    takes: `a whole number from 1 to ${LIMITS.maxMapConcurrency}`,
    example: "maxConcurrency: 5",
  },
  path: { takes: "a path in the workflow state", example: "path: input.total" },
  equals: { takes: "text, a number, true, false or null", example: "equals: EUR" },
  notEquals: { takes: "text, a number, true, false or null", example: "notEquals: EUR" },
  greaterThan: { takes: "a number or text", example: "greaterThan: 1000" },
  greaterThanOrEquals: { takes: "a number or text", example: "greaterThanOrEquals: 1000" },
  lessThan: { takes: "a number or text", example: "lessThan: 1000" },
  lessThanOrEquals: { takes: "a number or text", example: "lessThanOrEquals: 1000" },
  oneOf: { takes: "a list of at least one value", example: "oneOf: [EUR, USD]" },
  isPresent: { takes: "true or false", example: "isPresent: true" },
  all: { takes: "a list of conditions", example: "all: [{ path: input.total, lessThan: 10 }]" },
  any: { takes: "a list of conditions", example: "any: [{ path: input.total, lessThan: 10 }]" },
  not: { takes: "a condition", example: "not: { path: input.total, lessThan: 10 }" },
};

/** What the items of a list take. */
const ITEM_FORMS: typeof FORMS = {
  steps: { takes: "a mapping with at least a name", example: "- name: create-order" },
  catch: {
    takes: "a mapping of errors and onFailure",
    example: "- { errors: [PaymentDeclined], onFailure: compensate }",
  },
  errors: { takes: "the name of an error", example: "errors: [PaymentDeclined]" },
  otherwise: { takes: "a mapping with at least a name", example: "- name: create-order" },
  choice: {
    takes: "a mapping of when and steps",
    example: "- { when: { path: input.total, greaterThan: 1000 }, steps: [...] }",
  },
  parallel: { takes: "a mapping with steps", example: "- steps: [{ name: book-hotel }]" },
  oneOf: { takes: "text, a number, true, false or null", example: "oneOf: [EUR, USD]" },
  all: { takes: "a condition", example: "{ path: input.total, lessThan: 10 }" },
  any: { takes: "a condition", example: "{ path: input.total, lessThan: 10 }" },
};

const DURATION_KEYS = ["timeout", "interval", "maxDelay", "window", "wait"];

function keysAllowedAt(path: Path): readonly string[] {
  const key = path.at(-1);
  if (key === undefined) return WORKFLOW_KEYS;
  if (key === "queue" && path.length === 1) return QUEUE_KEYS;
  if (key === "trigger") return TRIGGER_KEYS;
  if (key === "event") return EVENT_KEYS;
  if (key === "retry") return RETRY_KEYS;
  if (key === "idempotency") return IDEMPOTENCY_KEYS;
  if (key === "expected") return path.length === 1 ? ["rate"] : EXPECTED_KEYS;
  if (key === "compensation") return TASK_KEYS;
  if (key === "fallback") return FALLBACK_KEYS;
  if (key === "map") return MAP_KEYS;
  if (key === "approval") return ["timeout"];
  if (key === "when" || key === "not") return CONDITION_KEYS;
  switch (path.at(-2)) {
    case "catch":
      return CATCH_KEYS;
    case "choice":
      return BRANCH_KEYS;
    case "parallel":
      return ["steps"];
    case "all":
    case "any":
      return CONDITION_KEYS;
    default:
      return STEP_AND_FORM_KEYS;
  }
}

/** The key somebody most likely meant by one that a mapping does not take. */
export function meantKey(path: Path, key: string): string | undefined {
  const allowed = keysAllowedAt(path);
  const word = otherKey(key);
  return word !== undefined && allowed.includes(word) ? word : closest(key, allowed);
}

/** A key that a mapping does not take. */
export function unknownKey(document: unknown, path: Path, key: string): Finding {
  const label = sentence(labelOf(document, [...path, key]));
  const at = [...path, key];
  const inside = path.at(-1);
  const allowed = keysAllowedAt(path);
  const finding = (code: string, message: string, suggestion: string): Finding => ({
    code,
    message: `${label}: ${message}`,
    suggestion,
    at,
    onKey: true,
  });
  if (inside === "compensation" && key === "claimCheck") {
    return finding(
      "KEY_NOT_ALLOWED",
      "a compensation takes no claimCheck: what it undoes needs no large result.",
      "Let it return less, and put claimCheck: true on a step.",
    );
  }
  if ((inside === "compensation" || inside === "fallback") && key === "expected") {
    return finding(
      "KEY_NOT_ALLOWED",
      `a ${inside} takes no expected: runs without failures are compared.`,
      "Put it on a step, or take it out.",
    );
  }
  if (inside === "compensation" && STEP_KEYS.includes(key)) {
    return finding(
      "KEY_NOT_ALLOWED",
      `a compensation takes no ${key}: where it fails for good the workflow ends and a person must look.`,
      "Give it more retries instead, e.g. retry: { maxAttempts: 10 }.",
    );
  }
  if (inside === "fallback" && key === "fallback") {
    return finding(
      "KEY_NOT_ALLOWED",
      "a fallback takes no fallback of its own.",
      "Use onFailure: fail, compensate or continue in it.",
    );
  }
  if (key === "<<") {
    return finding(
      "UNKNOWN_KEY",
      "keys are not merged with <<, which YAML 1.2 does not have.",
      "Write the keys out; a whole value may be an alias, e.g. retry: *defaults.",
    );
  }
  if (path.at(-2) === "parallel" && key === "name") {
    return finding(
      "UNKNOWN_KEY",
      "a branch of parallel is a list of steps, here is a step.",
      `Wrap it: "- steps: [{ ${shownStep(valueAt(document, at))} }]".`,
    );
  }
  const where = ["retry", "idempotency", "expected"].includes(String(inside))
    ? ` in ${inside}`
    : "";
  const message = `there is no key ${quote(key)}${where}.`;
  if (allowed.includes("retry") && RETRY_KEYS.includes(key)) {
    return finding("UNKNOWN_KEY", message, `Put it inside of retry: { ${key}: ... }.`);
  }
  if (allowed === STEP_AND_FORM_KEYS && key === "memory") {
    return finding(
      "UNKNOWN_KEY",
      message,
      "Put it inside of expected: { memory: ... } for unchain explain; what a function has is MemorySize in template.yaml.",
    );
  }
  const foreign = allowed === STEP_AND_FORM_KEYS ? foreignKey(key) : undefined;
  if (foreign !== undefined) return finding("UNKNOWN_KEY", message, foreign);
  if (allowed.includes("expected") && ["memory", "duration", "rate"].includes(key)) {
    return finding("UNKNOWN_KEY", message, `Put it inside of expected: { ${key}: ... }.`);
  }
  if (path.at(-2) === "catch" && ["fallback", "compensation"].includes(key)) {
    return finding("UNKNOWN_KEY", message, `Put ${key} beside catch: it belongs to the step.`);
  }
  const meant = meantKey(path, key);
  return finding(
    "UNKNOWN_KEY",
    message,
    meant === undefined ? `Allowed here: ${allowed.join(", ")}.` : `Did you mean ${quote(meant)}?`,
  );
}

/** A value of the wrong form, or one that is missing. */
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
      `A workflow is a mapping with a name and steps, not ${shown(value)}.`,
      'Begin with "name: <workflow>" and "steps:" with a list of steps.',
    );
  }
  const isItem = typeof key === "number";
  const field = String(isItem ? path.at(-2) : key);
  const form = (isItem ? ITEM_FORMS : FORMS)[formKey(field, path)] ?? {
    takes: "another value",
    example: "",
  };
  if (value === undefined && !isItem) {
    const example = path.length === 1 && field === "name" ? "name: order-processing" : form.example;
    return finding("MISSING_KEY", `${field} is missing.`, `Add it, e.g. "${example}".`);
  }
  if (typeof value === "string") {
    if (isItem && field === "errors") {
      const fault = errorNameFault(value);
      if (fault) return finding("INVALID_ERROR_NAME", `${fault.rule}.`, fault.fix);
    }
    if (["name", "compensation", "fallback"].includes(field)) {
      return invalidName(value, field, finding);
    }
    if (field === "groupBy") return invalidGroupBy(value, finding);
    if (field === "key") return invalidStatePath(value, form.example, finding);
    if (field === "description") return invalidDescription(value, finding);
    if (issueCode === "invalid_value") return invalidChoice(value, field, path, finding);
  }
  const fault = typeof value === "string" ? triggerFault(field, value) : undefined;
  if (fault) return finding("INVALID_VALUE", `${fault.rule}.`, fault.fix.replace(/[^?]$/, "$&."));
  if (DURATION_KEYS.includes(field) && (typeof value === "string" || typeof value === "number")) {
    const seconds = meantSeconds(value);
    if (formKey(field, path) === "timeout" && (seconds ?? 0) > LIMITS.maxTimeoutSeconds) {
      return finding(
        "INVALID_DURATION",
        `${field} takes ${form.takes}, not ${shown(value)}.`,
        "Write 15m or less, and split longer work into several steps.",
      );
    }
    const meant = seconds === undefined ? undefined : formatDuration(seconds);
    return finding(
      "INVALID_DURATION",
      `${field} takes ${form.takes}, not ${shown(value)}.`,
      meant === undefined
        ? `Write a whole number and s, m, h or d, e.g. "${form.example}".`
        : `Did you mean ${meant}?`,
    );
  }
  if (field === "duration" || field === "rate" || field === "memory") {
    const isRange = issueCode === "too_small" || issueCode === "too_big";
    const meant = isRange ? undefined : meantExpectation(field, value);
    return finding(
      isRange ? "OUT_OF_RANGE" : `INVALID_${field.toUpperCase()}`,
      `${field} takes ${form.takes}, not ${shown(value)}.`,
      meant === undefined ? `Write e.g. "${form.example}".` : `Did you mean ${meant}?`,
    );
  }
  if (field === "fifo" && value === false) {
    return finding(
      "INVALID_VALUE",
      "fifo: false says nothing, queues keep no order unless they are asked to.",
      "Write fifo: true, or leave queue out.",
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
        : `Write e.g. "${form.example}", or leave the key out.`,
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

/** How the value that is there is written as what is expected. */
function fixOfForm(
  field: string,
  value: unknown,
  form: { readonly takes: string },
  isItem: boolean,
): string | undefined {
  if (field === "trigger" && isSeveral(value))
    return "Keep one of them: a workflow has one trigger.";
  const meant = isItem ? meantItem(field, value) : meantText(field, value, form.takes);
  return meant === undefined ? listed(value, form) : `Write "${meant}".`;
}

const isSeveral = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.keys(value).length > 1;

/** How a mapping where a list is expected becomes one. */
function listed(value: unknown, { takes }: { readonly takes: string }): string | undefined {
  if (!takes.startsWith("a list") || typeof value !== "object" || value === null) return undefined;
  const [first] = Object.keys(value);
  if (Array.isArray(value) || first === undefined) return undefined;
  if (first.startsWith("-")) {
    return `A space is missing behind the dash: write "- ${first.slice(1)}: ...".`;
  }
  const isNamed = takes.includes("step") && !STEP_AND_FORM_KEYS.includes(first);
  return `Begin each item of the list with a dash: "- ${isNamed ? `name: ${first}` : `${first}: ...`}".`;
}

/** A timeout is that of the workflow, that of an answer, or that of a step. */
function formKey(field: string, path: Path): string {
  if (field === "expected" && path.length === 1) return "expectedRate";
  if (field !== "timeout") return field;
  if (path.length === 1) return "whole";
  return path.at(-2) === "approval" ? "answer" : field;
}

const shownStep = (name: unknown) => `name: ${typeof name === "string" ? name : "book-hotel"}`;

function triggerFault(field: string, value: string) {
  if (field === "api") return apiFault(value);
  return field === "schedule" ? scheduleFault(value) : undefined;
}

type MakeFinding = (code: string, message: string, suggestion: string) => Finding;

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
  const meant = meantStatePath(path);
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
  if (field === "infrastructure" && LATER_INFRASTRUCTURES.includes(value)) {
    return finding(
      "NOT_SUPPORTED_YET",
      `infrastructure: ${value} is not supported by this version yet.`,
      'Write "infrastructure: sam", or leave it out.',
    );
  }
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
        ? `Write "${FORMS[field]?.example}".`
        : `Did you mean ${quote(meant)}?`,
  );
}

function choicesOf(field: string, path: Path): readonly string[] {
  if (field === "transport") return ["queue", "state-machine"];
  if (field === "infrastructure") return ["sam"];
  if (field === "jitter") return ["full", "none"];
  if (field === "idempotency") return ["natural", "a mapping of key and window"];
  const routes = ["fail", "compensate", "continue"];
  return path.includes("fallback") ? routes : [...routes, "fallback"];
}

const UNITS: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/^(?:ms|milliseconds?)$/, 0.001],
  [/^s(?:ecs?|econds?)?$/, 1],
  [/^m(?:ins?|inutes?)?$/, 60],
  [/^h(?:rs?|ours?)?$/, 3_600],
  [/^d(?:ays?)?$/, 86_400],
];

/** The duration somebody most likely meant: `30`, `30 sec`, `1m30s`, `1.5h`, `500ms`. */
function meantSeconds(value: string | number): number | undefined {
  const text = String(value).trim().toLowerCase();
  const parts = /^\d+(?:\.\d+)?$/.test(text)
    ? [[text, text, "s"]]
    : [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)[\s,]*/gy)];
  if (parts.map((part) => part[0]).join("") !== text) return undefined;
  const seconds = parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * secondsOf(unit ?? ""),
    0,
  );
  return Number.isSafeInteger(Math.ceil(seconds)) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

function secondsOf(unit: string): number {
  return UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? Number.NaN;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return String(value);
}
