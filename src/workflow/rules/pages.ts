import { descriptions } from "../../transports/descriptions.ts";
import type { RulePage } from "./rule.ts";
import { RULES } from "./rules.ts";

/** A rule with its documentation. */
export interface DocumentedRule extends RulePage {
  /** Its file without the ending. */
  readonly name: string;
  readonly codes: readonly string[];
}

export const RULE_PAGES: readonly DocumentedRule[] = [
  RULES,
  ...Object.values(descriptions).map(({ rules }) => rules),
]
  .flatMap((rules) => Object.entries(rules))
  .map(([name, { rule, page }]) => ({ name, codes: rule.codes, ...page }))
  .toSorted((one, other) => (one.name < other.name ? -1 : 1));
