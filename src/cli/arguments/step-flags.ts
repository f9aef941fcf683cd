import type { RemovableRule } from "../../commands/definitions/flags.ts";
import type { RuleFlag } from "../../commands/definitions/rule-flags.ts";
import type { Message } from "../../messages/message.ts";
import type { StepAnswers } from "../../prompts/answers.ts";
import { ROUTES } from "../../workflow/grammar/failure-keys.ts";
import {
  hasPartFlags,
  PLACED_FLAGS,
  type PlacedFlag,
  REMOVABLE,
} from "../../workflow/grammar/step-flags.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import type { StepDocument } from "../../workflow/text/edit/edit-step.ts";
import type { Position } from "../../workflow/text/edit/step-lists.ts";
import type { OnFailure } from "../../workflow/workflow.ts";
import type { StepFlags } from "./invocation.ts";

/** Numbers as numbers; what is none is left to the check of the workflow, which says what would work. */
function readValue({ key: { shape } }: PlacedFlag, values: readonly string[]): unknown {
  if (shape.kind === "truth") return true;
  if (shape.kind === "list") return values.map(catchRule);
  const text = values.at(-1) ?? "";
  return shape.kind === "number" && /^[\d.]+$/.test(text) ? Number(text) : text;
}

/** The step that the flags describe, in the form of `workflow.yaml`; only its form as flags is checked. */
export function stepFromFlags(
  name: string,
  { rules }: Pick<StepFlags, "rules">,
): StepAnswers | Message[] {
  const step: Record<string, unknown> = { name };
  const problems: Message[] = conflicting(rules);
  for (const placed of PLACED_FLAGS) {
    const values = rules.get(placed.flag.name as RuleFlag);
    if (values === undefined) continue;
    const value = readValue(placed, values);
    if (Array.isArray(value)) problems.push(...value.filter((one) => "code" in one));
    const [key, inner] = placed.at;
    step[key] = inner === undefined ? value : { ...(step[key] as object), [inner]: value };
  }
  return problems.length > 0 ? problems : (step as unknown as StepAnswers);
}

/** Reports a flag that gives a key one word, where another gives a part of its mapping. */
function conflicting(rules: StepFlags["rules"]): Message[] {
  const given = PLACED_FLAGS.filter(({ flag }) => rules.has(flag.name as RuleFlag));
  return given.flatMap(({ flag, at: [key, inner] }) => {
    const part = given.find(({ at }) => at[0] === key && at[1] !== undefined);
    if (inner !== undefined || part === undefined) return [];
    const word = rules.get(flag.name as RuleFlag)?.at(-1);
    return [
      {
        code: "CONFLICTING_FLAGS",
        message: `--${flag.name} ${word} and --${part.flag.name} say two things about one step`,
        suggestion: "Use one of them",
      },
    ];
  });
}

/** `PaymentDeclined,CardExpired:compensate`. */
function catchRule(text: string): { errors: string[]; onFailure: OnFailure } | Message {
  const [, errors, route = ""] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  const onFailure = ROUTES.find((one) => one === route.trim());
  if (errors !== undefined && onFailure !== undefined) {
    return { errors: errors.split(",").map((error) => error.trim()), onFailure };
  }
  return {
    code: "INVALID_VALUE",
    message: `--catch ${JSON.stringify(text)} must name errors and what follows them: ${ROUTES.join(", ")}`,
    suggestion: `Use --catch ${errors ?? "PaymentDeclined,CardExpired"}:compensate`,
  };
}

/**
 * The flags that describe a step: what {@link stepFromFlags} reads.
 *
 * @returns `undefined` where there are none for something that the step says
 */
export function flagsOfStep(step: StepAnswers, position: Position): string[] | undefined {
  if (!hasFlags(step)) return undefined;
  return [...positionFlags(position), ...PLACED_FLAGS.flatMap((placed) => written(placed, step))];
}

function written({ flag: { name }, at: [key, inner] }: PlacedFlag, step: StepAnswers): string[] {
  const outer: unknown = step[key as keyof StepAnswers];
  const value = inner === undefined ? outer : (outer as Record<string, unknown>)?.[inner];
  if (Array.isArray(value)) {
    const rules = value as NonNullable<StepAnswers["catch"]>;
    return rules.flatMap((rule) => [`--${name}`, `${rule.errors.join(",")}:${rule.onFailure}`]);
  }
  if (value === undefined || typeof value === "object") return [];
  return value === true ? [`--${name}`] : [`--${name}`, String(value)];
}

/** A mapping with a name and rules of its own has no flags, nor have the steps of a form. */
function hasFlags(step: StepAnswers): boolean {
  const known = ["name", ...PLACED_FLAGS.map(({ at }) => at[0])];
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

const wantedAndNot = (rule: RemovableRule): Message => ({
  code: "CONFLICTING_FLAGS",
  message: `--without ${rule} removes what another flag sets`,
  suggestion: "Use one of them",
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
  const without = REMOVABLE.filter((rule) => {
    const key = camelCase(rule);
    return Object.hasOwn(before, key) && !Object.hasOwn(after, key);
  });
  // Parts of a rule that are gone are not said by the parts that are there.
  if (Object.keys(now).some((key) => hasPartFlags(key) && before[key])) return undefined;
  const flags = flagsOfStep({ ...now, name: after.name } as StepAnswers, { at: "end" });
  return flags && [...flags, ...without.flatMap((rule) => ["--without", rule])];
}
