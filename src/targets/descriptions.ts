import { cdk } from "./cdk/description.ts";
import type { Infrastructure } from "./names.ts";
import { sam } from "./sam/description.ts";
import type { TargetDescription } from "./target.ts";
import { terraform } from "./terraform/description.ts";

/** The description of each target. */
export const descriptions: Readonly<Record<Infrastructure, TargetDescription>> = {
  sam,
  cdk,
  terraform,
};

/** Returns the words of what a workflow is deployed with. */
export const wordsOf = ({ infrastructure }: { readonly infrastructure: Infrastructure }) =>
  descriptions[infrastructure].words;
