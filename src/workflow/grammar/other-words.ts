import { closest } from "../../cli/arguments/closest.ts";
import { OTHER_NAMES } from "../../transports/names.ts";

/** The names of the keys elsewhere: in Amazon States Language, in other tools, in speech. */
const KEYS: { readonly [word: string]: string } = {
  ">": "greaterThan",
  ">=": "greaterThanOrEquals",
  "<": "lessThan",
  "<=": "lessThanOrEquals",
  "=": "equals",
  "==": "equals",
  "!=": "notEquals",
  allOf: "all",
  and: "all",
  anyOf: "any",
  or: "any",
  eq: "equals",
  exists: "isPresent",
  ge: "greaterThanOrEquals",
  gt: "greaterThan",
  gte: "greaterThanOrEquals",
  in: "oneOf",
  is: "equals",
  le: "lessThanOrEquals",
  lt: "lessThan",
  lte: "lessThanOrEquals",
  ne: "notEquals",
  neq: "notEquals",
  attempts: "maxAttempts",
  "detail-type": "detailType",
  cron: "schedule",
  http: "api",
  rate: "schedule",
  condition: "when",
  default: "otherwise",
  else: "otherwise",
  backoff: "backoffRate",
  delay: "interval",
  forEach: "map",
  if: "when",
  intervalSeconds: "interval",
  maxDelaySeconds: "maxDelay",
  maxRetries: "maxAttempts",
  onError: "onFailure",
  approve: "approval",
  pause: "wait",
  retries: "retry",
  rollback: "compensation",
  sleep: "wait",
  timeoutSeconds: "timeout",
  undo: "compensation",
};

/** Returns the key that is called by this word elsewhere. */
export const otherKey = (word: string): string | undefined =>
  Object.hasOwn(KEYS, word) ? KEYS[word] : undefined;

/**
 * Advice about keys of other tools that have none here, since the list of the steps says it, or another key.
 */
const ORDER = "Remove it: steps run in the order of the list, from top to bottom.";
const KIND =
  "Remove it: a step is a function unless it has wait, choice, parallel, map or approval.";

const FOREIGN: { readonly [word: string]: string } = {
  after: ORDER,
  dependsOn: ORDER,
  depends_on: ORDER,
  end: ORDER,
  End: ORDER,
  needs: ORDER,
  next: ORDER,
  Next: ORDER,
  kind: KIND,
  type: KIND,
  Type: KIND,
};

/** Returns what to do about a key of other tools that has no match here. */
export const foreignKey = (word: string): string | undefined =>
  Object.hasOwn(FOREIGN, word) ? FOREIGN[word] : undefined;

/** The names of values elsewhere. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transport: OTHER_NAMES,
  onFailure: {
    abort: "fail",
    stop: "fail",
    throw: "fail",
    rollback: "compensate",
    undo: "compensate",
    ignore: "continue",
    skip: "continue",
  },
  jitter: { true: "full", random: "full", false: "none", off: "none" },
};

/** A way to get what one value of one key asks for, in `workflow.yaml` and by flags. */
interface Fix {
  readonly yaml: string;
  readonly flags: string;
}

const RETRY: Fix = {
  yaml: "A failed step is retried before onFailure applies: write retry: { maxAttempts: 5 }, and in onFailure what follows when the retries are exhausted",
  flags:
    "A failed step is retried before --on-failure applies: use --max-attempts 5, and in --on-failure what follows when the retries are exhausted",
};

/**
 * Returns what somebody most likely meant by a value that a key does not take.
 *
 * @returns `fix` where no other value does it, but another key
 */
export function meantValue(
  key: string,
  value: string,
  choices: readonly string[],
): { readonly meant?: string; readonly fix?: Fix } {
  const word = value.toLowerCase().replaceAll(/[\s_]+/g, "-");
  if (key === "onFailure" && /^retr(?:y|ies)$/.test(word)) return { fix: RETRY };
  const words = Object.hasOwn(VALUES, key) ? (VALUES[key] ?? {}) : {};
  const other = Object.hasOwn(words, word) ? words[word] : undefined;
  const meant = other !== undefined && choices.includes(other) ? other : closest(value, choices);
  return meant === undefined ? {} : { meant };
}
