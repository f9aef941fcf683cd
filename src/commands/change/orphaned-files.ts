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
    "The workflow does not need this file any more. It stays, because it was changed here, but may not fit the rest of the project.",
  suggestion: "Take out of it what you still need, then remove it.",
  path,
});

function keptBeside(change: Change): Message {
  const suggestion = adviceOnSetAside(change.about);
  return {
    code: "SET_ASIDE",
    message: `This is ${reasonInWords(change)}: that file has another form now, and nothing runs what is kept here.`,
    ...(suggestion !== undefined && { suggestion }),
    path: change.path,
  };
}

const unused = (path: string, created: readonly Change[]): Message => ({
  code: "NO_LONGER_USED",
  message: "The workflow has no such step any more. Your code stays here, and nothing runs it.",
  suggestion:
    created.length === 0
      ? "Remove it when you need it no more."
      : `If the step has another name now, put your code into its new file (${created.map((change) => change.path).join(", ")}); else remove it when you need it no more.`,
  path,
});
