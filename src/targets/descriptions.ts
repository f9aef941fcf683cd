import type { Workflow } from "../workflow/workflow.ts";
import { cdk } from "./cdk/description.ts";
import type { Infrastructure } from "./names.ts";
import { sam } from "./sam/description.ts";
import type { TargetDescription, TargetWords } from "./target.ts";
import { terraform } from "./terraform/description.ts";

/** The description of each target. */
export const descriptions: Readonly<Record<Infrastructure, TargetDescription>> = {
  sam,
  cdk,
  terraform,
};

/** Returns the words of what a workflow is deployed with, alone or as a part of an app. */
export function wordsOf({
  infrastructure,
  as,
  name,
}: Pick<Workflow, "infrastructure" | "as" | "name">): TargetWords {
  const { part, words } = descriptions[infrastructure];
  return as && part ? { ...words, ...part.words(name) } : words;
}
