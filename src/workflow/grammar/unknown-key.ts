import { closest } from "../../cli/arguments/closest.ts";
import { type Finding, headOf, type Path, quote, valueAt } from "../findings/finding.ts";
import { keysAllowedAt } from "./key-at.ts";
import { foreignKey, otherKey } from "./other-words.ts";
import { mappingOf, type Shape } from "./shape.ts";
import { STEP_KEYS } from "./step-keys.ts";
import { TASK } from "./task-keys.ts";

/** Returns the key somebody most likely meant by one that a mapping does not take. */
export function meantKey(path: Path, key: string): string | undefined {
  const allowed = Object.keys(keysAllowedAt(path));
  const word = otherKey(key);
  return word !== undefined && allowed.includes(word) ? word : closest(key, allowed);
}

/** Says that a mapping does not take a key, and what would work. */
export function unknownKey(document: unknown, path: Path, key: string): Finding {
  const at = [...path, key];
  const {
    code = "UNKNOWN_KEY",
    message,
    suggestion,
  } = misplacedKey(path, key) ??
    stepInPlaceOfBranch(document, path, key) ?? {
      message: `there is no key ${quote(key)}${placeOf(path)}.`,
      suggestion: elsewhere(path, key) ?? meantInstead(path, key),
    };
  const label = headOf(document, at);
  return { code, message: `${label}: ${message}`, suggestion, at, onKey: true };
}

interface Misplaced {
  readonly code?: "KEY_NOT_ALLOWED";
  readonly message: string;
  readonly suggestion: string;
}

/** Says why a key that is right elsewhere, or in other tools, is not in this mapping. */
function misplacedKey(path: Path, key: string): Misplaced | undefined {
  const inside = path.at(-1);
  if (inside === "compensation" && key === "claimCheck") {
    return {
      code: "KEY_NOT_ALLOWED",
      message: "a compensation takes no claimCheck, because it needs no large result.",
      suggestion: "Return less from it; only steps and fallbacks take claimCheck.",
    };
  }
  if ((inside === "compensation" || inside === "fallback") && key === "expected") {
    return {
      code: "KEY_NOT_ALLOWED",
      message: `a ${inside} takes no expected, because unchain explain compares runs without failures.`,
      suggestion: "Move it to a step, or remove it.",
    };
  }
  if (inside === "compensation" && Object.hasOwn(TASK, key)) {
    return {
      code: "KEY_NOT_ALLOWED",
      message: `a compensation takes no ${key}: if it fails after all retries, the workflow stops and needs a person.`,
      suggestion: "Give it more retries instead, e.g. retry: { maxAttempts: 10 }.",
    };
  }
  if (inside === "fallback" && key === "fallback") {
    return {
      code: "KEY_NOT_ALLOWED",
      message: "a fallback cannot have a fallback.",
      suggestion: "Use onFailure: fail, compensate or continue instead.",
    };
  }
  if (key !== "<<") return undefined;
  return {
    message: "YAML 1.2 does not support the merge key <<.",
    suggestion: "Write the keys out; a whole value may be an alias, e.g. retry: *defaults.",
  };
}

function stepInPlaceOfBranch(document: unknown, path: Path, key: string): Misplaced | undefined {
  if (path.at(-2) !== "parallel" || key !== "name") return undefined;
  return {
    message: "a branch of parallel is a list of steps, not a step.",
    suggestion: `Wrap it: "- steps: [{ ${shownStep(valueAt(document, [...path, key]))} }]".`,
  };
}

function placeOf(path: Path): string {
  const inside = String(path.at(-1));
  return ["retry", "idempotency", "expected"].includes(inside) ? ` in ${inside}` : "";
}

/** Says where a key that this mapping does not take belongs. */
function elsewhere(path: Path, key: string): string | undefined {
  const allowed = keysAllowedAt(path);
  if (allowed === STEP_KEYS) {
    if (key === "memory") {
      return "Put it inside of expected: { memory: ... } for unchain explain; set the memory of a function in the infrastructure, e.g. MemorySize in template.yaml.";
    }
    const foreign = foreignKey(key);
    if (foreign !== undefined) return foreign;
  }
  const outer = Object.keys(allowed).find((name) => isInside(allowed[name]?.shape, key));
  if (outer !== undefined) return `Put it inside of ${outer}: { ${key}: ... }.`;
  if (path.at(-2) === "catch" && ["fallback", "compensation"].includes(key)) {
    return `Put ${key} next to catch: it belongs to the step.`;
  }
  return undefined;
}

/** Tells whether a mapping, and no step, has the key. */
function isInside(shape: Shape | undefined, key: string): boolean {
  const isStep = shape?.kind === "either" && shape.short !== undefined;
  const inner = shape && !isStep ? mappingOf(shape) : undefined;
  return inner !== undefined && Object.hasOwn(inner.keys, key);
}

function meantInstead(path: Path, key: string): string {
  const meant = meantKey(path, key);
  return meant === undefined
    ? `Allowed here: ${Object.keys(keysAllowedAt(path)).join(", ")}.`
    : `Did you mean ${quote(meant)}?`;
}

const shownStep = (name: unknown) => `name: ${typeof name === "string" ? name : "book-hotel"}`;
