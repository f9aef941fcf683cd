import { FLAGS, type Rule } from "../../commands/definitions/flags.ts";
import type { RuleFlag } from "../../commands/definitions/rule-flags.ts";
import type { Message } from "../../messages/message.ts";
import type { StepAnswers } from "../../prompts/answers.ts";
import { camelCase } from "../../workflow/names.ts";
import type { StepDocument } from "../../workflow/text/edit/edit-step.ts";
import type { Position } from "../../workflow/text/edit/step-lists.ts";
import type { OnFailure } from "../../workflow/workflow.ts";
import type { StepFlags } from "./invocation.ts";

/** The place of each flag's value in a step: a key of the step, or a key of what is there. */
const KEYS = {
  wait: ["wait"],
  approval: ["approval", "timeout"],
  description: ["description"],
  timeout: ["timeout"],
  "max-attempts": ["retry", "maxAttempts"],
  interval: ["retry", "interval"],
  "backoff-rate": ["retry", "backoffRate"],
  "max-delay": ["retry", "maxDelay"],
  jitter: ["retry", "jitter"],
  "on-failure": ["onFailure"],
  fallback: ["fallback"],
  compensation: ["compensation"],
  concurrency: ["concurrency"],
  idempotency: ["idempotency"],
  "idempotency-key": ["idempotency", "key"],
  "idempotency-window": ["idempotency", "window"],
  "expected-duration": ["expected", "duration"],
  "expected-memory": ["expected", "memory"],
} as const satisfies Record<
  Exclude<RuleFlag, "catch" | "claim-check">,
  readonly [string] | readonly [string, string]
>;

const NUMBERS: readonly string[] = [
  "max-attempts",
  "backoff-rate",
  "concurrency",
  "expected-memory",
];

/** Numbers as numbers; what is none is left to the check of the workflow, which says what would work. */
const readValue = (flag: string, text: string): string | number =>
  NUMBERS.includes(flag) && /^[\d.]+$/.test(text) ? Number(text) : text;

/** The step that the flags describe, in the form of `workflow.yaml`; only its form as flags is checked. */
export function stepFromFlags(
  name: string,
  { rules }: Pick<StepFlags, "rules">,
): StepAnswers | Message[] {
  const step: Record<string, unknown> = { name };
  const problems: Message[] = conflicting(rules);
  for (const [flag, values] of rules) {
    if (flag === "claim-check") {
      step.claimCheck = true;
      continue;
    }
    if (flag === "catch") {
      const caught = values.map(catchRule);
      problems.push(...caught.filter((rule) => "code" in rule));
      step.catch = caught;
      continue;
    }
    const [key, inner] = KEYS[flag];
    const value = readValue(flag, values.at(-1) ?? "");
    step[key] = inner === undefined ? value : { ...(step[key] as object), [inner]: value };
  }
  return problems.length > 0 ? problems : (step as unknown as StepAnswers);
}

function conflicting(rules: StepFlags["rules"]): Message[] {
  const keyed = (["idempotency-key", "idempotency-window"] as const).find((flag) =>
    rules.has(flag),
  );
  if (!rules.has("idempotency") || keyed === undefined) return [];
  return [
    {
      code: "CONFLICTING_FLAGS",
      message: `--idempotency natural and --${keyed} say two things about repeats of one step`,
      suggestion: "Give one of them",
    },
  ];
}

/** `PaymentDeclined,CardExpired:compensate`. */
function catchRule(text: string): { errors: string[]; onFailure: OnFailure } | Message {
  const [, errors, onFailure] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  if (errors !== undefined && onFailure !== undefined) {
    return {
      errors: errors.split(",").map((error) => error.trim()),
      onFailure: onFailure.trim() as OnFailure,
    };
  }
  return {
    code: "INVALID_VALUE",
    message: `--catch ${JSON.stringify(text)} does not say which errors, and what follows them`,
    suggestion: "Use --catch PaymentDeclined,CardExpired:compensate",
  };
}

/**
 * The flags that describe a step: what {@link stepFromFlags} reads.
 *
 * @returns `undefined` where there are none for something that the step says
 */
export function flagsOfStep(step: StepAnswers, position: Position): string[] | undefined {
  if (!hasFlags(step)) return undefined;
  const rules = Object.entries(KEYS).flatMap(([flag, [key, inner]]) => {
    const outer: unknown = step[key as keyof StepAnswers];
    const value = inner === undefined ? outer : (outer as Record<string, unknown>)?.[inner];
    return value === undefined || typeof value === "object" ? [] : [`--${flag}`, String(value)];
  });
  const caught = (step.catch ?? []).flatMap(({ errors, onFailure }) => [
    "--catch",
    `${errors.join(",")}:${onFailure}`,
  ]);
  const claimCheck = step.claimCheck ? ["--claim-check"] : [];
  return [...positionFlags(position), ...rules, ...claimCheck, ...caught];
}

function hasFlags(step: StepAnswers): boolean {
  const keys = Object.values(KEYS).map(([key]) => key);
  const known: readonly string[] = ["name", "catch", "claimCheck", ...keys];
  return Object.keys(step).every((key) => known.includes(key));
}

function positionFlags(position: Position): string[] {
  if ("after" in position) return ["--after", position.after];
  return "before" in position ? ["--before", position.before] : [];
}

/** Returns the position at which the flags put a new step: the end, where they do not say. */
export function positionOf({ after, before }: Pick<StepFlags, "after" | "before">): Position {
  if (after !== undefined) return { after };
  return before === undefined ? { at: "end" } : { before };
}

/**
 * Returns a step with other rules, as the flags say them; what they do not name stays as it is.
 * `--catch` says all that are caught.
 */
export function stepWithFlags(
  step: StepDocument,
  { rules, without }: Pick<StepFlags, "rules" | "without">,
): StepDocument | Message[] {
  const wanted = stepFromFlags(step.name, { rules });
  if (Array.isArray(wanted)) return wanted;
  const keys = without.map((rule) => camelCase(rule));
  const both = without.filter((_, index) => Object.hasOwn(wanted, keys[index] as string));
  if (both.length > 0) return both.map(wantedAndNot);
  const result: Record<string, unknown> = { ...step };
  for (const key of keys) delete result[key];
  for (const [key, value] of Object.entries(wanted)) result[key] = joined(key, result[key], value);
  return result as unknown as StepDocument;
}

/** A rule of several parts keeps those that are not named; a task keeps its rules under another name. */
function joined(key: string, present: unknown, wanted: unknown): unknown {
  if (typeof present !== "object" || present === null) return wanted;
  if (key === "compensation" || key === "fallback") return { ...present, name: wanted };
  return typeof wanted === "object" && !Array.isArray(wanted) ? { ...present, ...wanted } : wanted;
}

const wantedAndNot = (rule: Rule): Message => ({
  code: "CONFLICTING_FLAGS",
  message: `--without ${rule} takes away what another flag asks for`,
  suggestion: "Give one of them",
});

/**
 * Returns the flags that make one step of another: what {@link stepWithFlags} reads.
 *
 * @returns `undefined` where there are none for something that is different
 */
export function flagsOfEdit(before: StepDocument, after: StepAnswers): string[] | undefined {
  const isSame = (key: string, value: unknown) =>
    JSON.stringify(before[key]) === JSON.stringify(value);
  const now = Object.fromEntries(
    Object.entries(after).filter(([key, value]) => !isSame(key, value)),
  );
  const without = FLAGS.without.choices.filter((rule) => {
    const key = camelCase(rule);
    return Object.hasOwn(before, key) && !Object.hasOwn(after, key);
  });
  // Parts of a rule that are gone are not said by the parts that are there.
  const again = ["retry", "idempotency", "expected"].filter(
    (key) => Object.hasOwn(now, key) && before[key],
  );
  if (again.length > 0) return undefined;
  const flags = flagsOfStep({ ...now, name: after.name } as StepAnswers, { at: "end" });
  return flags && [...flags, ...without.flatMap((rule) => ["--without", rule])];
}
