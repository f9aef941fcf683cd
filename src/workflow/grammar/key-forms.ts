import { INFRASTRUCTURES } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { either, type Path } from "../findings/finding.ts";
import { LIMITS } from "../limits.ts";

/** The kind of value that a key takes, in words, and an example. */
export interface KeyForm {
  readonly takes: string;
  readonly example: string;
}

const FORMS: { readonly [key: string]: KeyForm } = {
  name: {
    takes: `a kebab-case name of at most ${LIMITS.nameLength} characters`,
    example: "name: create-order",
  },
  description: {
    takes: `one line of text of at most ${LIMITS.descriptionLength} characters`,
    example: "description: Charge the card.",
  },
  transport: { takes: TRANSPORTS.join(" or "), example: "transport: state-machine" },
  infrastructure: { takes: either(INFRASTRUCTURES), example: "infrastructure: cdk" },
  as: { takes: "construct or module", example: "as: construct" },
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

/** The kinds of values that the items of a list are. */
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

/** Returns what a key takes, or an item of its list. */
export const formAt = (field: string, path: Path): KeyForm =>
  (typeof path.at(-1) === "number" ? ITEM_FORMS : FORMS)[formKey(field, path)] ?? {
    takes: "another value",
    example: "",
  };

/** Returns the key in the table of forms: a timeout is that of the workflow, that of an answer, or that of a step. */
export function formKey(field: string, path: Path): string {
  if (field === "expected" && path.length === 1) return "expectedRate";
  if (field !== "timeout") return field;
  if (path.length === 1) return "whole";
  return path.at(-2) === "approval" ? "answer" : field;
}
