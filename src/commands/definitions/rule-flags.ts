import { flags } from "virtual:step-flags";
import type { StepFlag } from "../../workflow/grammar/step-flags.ts";
import type { FlagDefinition } from "./flag-definition.ts";

type Definition<Flag> = Flag extends { readonly isSwitch: true }
  ? { readonly type: "boolean" }
  : Flag extends { readonly repeats: true }
    ? { readonly type: "string"; readonly repeats: true }
    : { readonly type: "string" };

type Definitions = {
  readonly [Flag in StepFlag as Flag["name"]]: FlagDefinition & Definition<Flag>;
};

/** The flags of `add step` and `edit step` that say what a step is. */
export const RULE_DEFINITIONS = flags as Definitions;

/** A flag that says what a step is, or what shall happen when it fails. */
export type RuleFlag = keyof typeof RULE_DEFINITIONS;

export const RULE_FLAGS = Object.keys(RULE_DEFINITIONS) as readonly RuleFlag[];
