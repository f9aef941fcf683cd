import { type Change, NO_LONGER_GENERATED } from "../project/changes.ts";
import type { Problem } from "../workflow/workflow.ts";

/**
 * What a change leaves because somebody has worked on it, although the workflow has no use for it: from now on
 * nothing keeps it in step with the rest. Steps and their tests are told as kept; they need nothing of the rest.
 */
export function leftBehind(changes: readonly Change[]): Problem[] {
  return changes
    .filter(({ owner, reason }) => owner === "managed" && reason === NO_LONGER_GENERATED)
    .map(({ path }) => ({
      code: "NO_LONGER_GENERATED",
      message:
        "The workflow does not need this file any more. It stays, because it was changed here, but may not fit the rest of the project.",
      suggestion: "Take out of it what you still need, then remove it.",
      path,
    }));
}
