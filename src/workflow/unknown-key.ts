import { closest } from "../closest.ts";
import { keysAllowedAt, RETRY_KEYS, STEP_AND_FORM_KEYS, STEP_KEYS } from "./allowed-keys.ts";
import { type Finding, labelOf, type Path, quote, sentence, valueAt } from "./finding.ts";
import { foreignKey, otherKey } from "./other-words.ts";

/** Returns the key somebody most likely meant by one that a mapping does not take. */
export function meantKey(path: Path, key: string): string | undefined {
  const allowed = keysAllowedAt(path);
  const word = otherKey(key);
  return word !== undefined && allowed.includes(word) ? word : closest(key, allowed);
}

/** Says that a mapping does not take a key, and what would work. */
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
      "Put it inside of expected: { memory: ... } for unchain explain; what a function has is set where it is deployed, e.g. MemorySize in template.yaml.",
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

const shownStep = (name: unknown) => `name: ${typeof name === "string" ? name : "book-hotel"}`;
