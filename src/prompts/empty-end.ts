import { sentence } from "../workflow/findings/finding.ts";
import type { StepAnswers } from "./answers.ts";

/**
 * Says which branch or map at the end of the steps has no steps, and how to add some: who left the questions there
 * has to be told when the answers are taken up again.
 *
 * @returns `undefined` where the last step is complete
 */
export function emptyEnd(steps: readonly StepAnswers[]): string | undefined {
  const last = steps.at(-1);
  const what = last && emptyPart(last);
  return what && `${sentence(what)} has no steps. To add some, choose "answer ${last.name} again".`;
}

function emptyPart({ name, choice, parallel, map }: StepAnswers): string | undefined {
  const branches = choice ?? parallel;
  if (branches?.length === 0) return name;
  const branch = branches?.at(-1);
  const inside =
    map?.steps ?? (branch && ("otherwise" in branch ? branch.otherwise : branch.steps));
  const last = inside?.at(-1);
  if (last) return emptyPart(last);
  if (inside === undefined) return undefined;
  return branches ? `branch ${branches.length} of ${name}` : `each item of ${name}`;
}
