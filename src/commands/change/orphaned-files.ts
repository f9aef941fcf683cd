import type { Message } from "../../messages/message.ts";
import type { Change } from "../../project/changes.ts";
import { adviceOnSetAside } from "../../project/superseded.ts";
import { reasonInWords } from "../../report/reasons.ts";

/**
 * Reports files that a change leaves because somebody has worked on them, although the workflow has no use for them:
 * generated files, which nothing keeps in step with the rest from now on, those that are kept beside their successors,
 * and the code of steps, which nothing runs.
 */
export function orphanedFiles(changes: readonly Change[]): Message[] {
  const created = changes.filter(({ path, action }) => action === "create" && isStep(path));
  return changes.flatMap((change): Message[] => {
    const { path, owner, reason } = change;
    if (reason === "set-aside") return [keptBeside(change)];
    const isLeft = reason === "no-longer-generated" || reason === "no-longer-used";
    if (isLeft && (owner === "managed" || isDeployed(path))) return [unkept(path)];
    return isLeft && (isStep(path) || reason === "no-longer-used") ? [unused(path, created)] : [];
  });
}

/** A file of what is deployed, which another target has no use for; it may be the user's own to begin with. */
const isDeployed = (path: string): boolean => path.startsWith("infra/");

const isStep = (path: string): boolean => path.startsWith("src/steps/");

const unkept = (path: string): Message => ({
  code: "NO_LONGER_GENERATED",
  message:
    "The workflow no longer needs this file. Unchain keeps it because you edited it, but it may not fit the rest of the project.",
  suggestion: "Move what you still need out of it, then delete it.",
  path,
});

function keptBeside(change: Change): Message {
  const suggestion = adviceOnSetAside(change.about);
  return {
    code: "SET_ASIDE",
    message: `This is ${reasonInWords(change)}: that file has a new format, and the old content no longer runs.`,
    ...(suggestion !== undefined && { suggestion }),
    path: change.path,
  };
}

const unused = (path: string, created: readonly Change[]): Message => ({
  code: "NO_LONGER_USED",
  message: "The workflow no longer has this step. Unchain keeps your code, but it no longer runs.",
  suggestion:
    created.length === 0
      ? "Delete it when you no longer need it."
      : `If you renamed the step, move your code to its new file (${created.map((change) => change.path).join(", ")}); otherwise delete it when you no longer need it.`,
  path,
});
