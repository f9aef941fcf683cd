import { conflictOffset } from "../conflict-marker.ts";
import type { Change } from "./changes.ts";

/** The line, from 1, of a marker that nobody has resolved. */
export function unresolvedMarker(text: string): number | undefined {
  const offset = conflictOffset(text);
  return offset === undefined ? undefined : text.slice(0, offset).split("\n").length;
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
  return { path, owner, action: "conflict", before, reason: "unresolved", unresolvedLine: line };
}
