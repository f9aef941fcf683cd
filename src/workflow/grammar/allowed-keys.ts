import type { Path } from "../findings/finding.ts";
import { FORM_KEYS, OPERATORS } from "../forms.ts";

const WORKFLOW_KEYS = [
  "name",
  "description",
  "transport",
  "infrastructure",
  "as",
  "queue",
  "trigger",
  "timeout",
  "expected",
  "steps",
];
const QUEUE_KEYS = ["fifo", "groupBy"];
const TASK_KEYS = ["name", "description", "timeout", "retry", "concurrency", "idempotency"];
const FALLBACK_KEYS = [...TASK_KEYS, "claimCheck", "catch", "onFailure", "compensation"];
/** The keys of a step that is a function. */
export const STEP_KEYS = [...FALLBACK_KEYS, "fallback", "expected"];
const EXPECTED_KEYS = ["duration", "memory"];
/** The keys of a step of any form. */
export const STEP_AND_FORM_KEYS = [...STEP_KEYS, ...FORM_KEYS];
const BRANCH_KEYS = ["when", "steps", "otherwise"];
const MAP_KEYS = ["items", "maxConcurrency", "steps"];
const CONDITION_KEYS = ["path", ...OPERATORS, "all", "any", "not"];
export const RETRY_KEYS = ["maxAttempts", "interval", "backoffRate", "maxDelay", "jitter"];
const CATCH_KEYS = ["errors", "onFailure"];
const TRIGGER_KEYS = ["api", "schedule", "event"];
const EVENT_KEYS = ["source", "detailType"];
const IDEMPOTENCY_KEYS = ["key", "window"];

/** Returns the keys that a mapping takes. */
export function keysAllowedAt(path: Path): readonly string[] {
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
