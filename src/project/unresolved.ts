import type { Change } from "./changes.ts";
import { normalise } from "./line-endings.ts";

/** The line that begins a conflict in a file. */
export const FIRST_MARKER = "<<<<<<< yours";

/** The line, from 1, of a marker that an earlier run has left and nobody has resolved. */
export function unresolvedMarker(text: string): number | undefined {
  if (!text.includes(FIRST_MARKER)) return undefined;
  const index = normalise(text).split("\n").indexOf(FIRST_MARKER);
  return index < 0 ? undefined : index + 1;
}

/**
 * A change to a file that is generated and was edited: a conflict where the edit has left markers, also
 * if nothing else is to be done.
 */
export function orUnresolved(change: Change): Change {
  const { path, owner, action, before } = change;
  const isYours = action === "keep" && owner === "yours";
  if (before === undefined || isYours || (action !== "keep" && action !== "conflict"))
    return change;
  const line = unresolvedMarker(before);
  if (line === undefined) return change;
  const reason = `line ${line} begins a conflict that is not resolved yet`;
  return { path, owner, action: "conflict", before, reason, unresolvedLine: line };
}
