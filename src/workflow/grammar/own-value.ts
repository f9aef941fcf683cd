import { errorNameMistake } from "../error-names.ts";
import { kebabCase } from "../letter-case.ts";
import { NAME_PATTERN } from "../names.ts";
import type { Shape } from "./shape.ts";

const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** Returns the item of a list that somebody meant by one word: a step by its name, a branch by its only step. */
export function meantItem(field: string, value: unknown): string | undefined {
  const name = typeof value === "string" ? kebabCase(value) : "";
  if (!NAME_PATTERN.test(name)) return undefined;
  if (field === "steps" || field === "otherwise") return `- name: ${name}`;
  return field === "parallel" ? `- steps: [{ name: ${name} }]` : undefined;
}

/**
 * Returns how a text is written that has the right value in the wrong form: a number in quotes, `yes`, one error
 * that is no list.
 */
export function meantText(field: string, value: unknown, { kind }: Shape): string | undefined {
  if (typeof value !== "string") return undefined;
  if (field === "errors" && errorNameMistake(value) === undefined) return `errors: [${value}]`;
  if (kind === "number" && /^[1-9]\d?$/.test(value)) return `${field}: ${value}`;
  const word = value.toLowerCase();
  return kind === "truth" && Object.hasOwn(TRUTHS, word) ? `${field}: ${TRUTHS[word]}` : undefined;
}
