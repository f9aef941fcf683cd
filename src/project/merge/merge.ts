import { version } from "../../cli/version.ts";
import type { Change, Conflict } from "../changes.ts";
import { isSameInAnyLayout } from "./lexemes.ts";
import { inTheStyleOf, normalise } from "./line-endings.ts";
import { type LocatedMerge, mergeJson } from "./merge-json.ts";
import { isHunk, type Merged, markerLine, mergedText, mergeLines } from "./merge-lines.ts";
import { relaid } from "./relaid.ts";
import { mergeRows } from "./rows/merge-rows.ts";

const FAILURE_RULES_PATH = "test/failure-rules.ts";

/** A change to what is there. */
export type Mergeable = Change & { readonly before: string; readonly content: string };

/** The three texts of a merge: on disk but for imports of what has moved, as last generated, as generated now. */
export interface Versions {
  readonly yours: string;
  /** Left out where it is not known; then all that differs is a conflict. */
  readonly base?: string;
  readonly ours: string;
}

/**
 * Merges a file that both the user and Unchain have changed: JSON by keys, failure rules by rows, all else by
 * lines, whatever its layout. Pure.
 *
 * The result has the user's line endings, byte order mark and final line ending. Its action is `merge`, `keep` if the
 * user's text holds all changes already, or `conflict`; the content of a conflict has markers.
 */
export function mergeChange(change: Mergeable, versions: Versions, isMarked: boolean): Change {
  const { path, owner, before } = change;
  const { merged, hunks, places, isLaidOut = false } = mergeTexts(path, versions);
  const content = inTheShapeOf(before, mergedText(merged, `unchain ${version}`));
  if (hunks.length > 0) {
    const { yours: _, ...sides } = versions;
    const lines = isMarked
      ? places.map((place) => markerLine(merged, place) ?? place)
      : hunks.map((hunk) => hunk.yours.line);
    const conflict: Conflict = { ...sides, hunks, lines, isMarked };
    return {
      path,
      owner,
      action: "conflict",
      before,
      content,
      conflict,
      reason: change.reason ?? "changed-on-both-sides",
    };
  }
  return normalise(content) === normalise(before)
    ? { path, owner, action: "keep", before, reason: "holds-all-changes" }
    : { path, owner, action: "merge", before, content, ...(isLaidOut && { isLaidOut }) };
}

/** `isLaidOut`: by lines alone there would be conflicts. */
type LaidOutMerge = LocatedMerge & { readonly isLaidOut?: boolean };

function mergeTexts(path: string, versions: Versions): LaidOutMerge {
  const yours = normalise(versions.yours);
  const base = versions.base === undefined ? undefined : normalise(versions.base);
  const ours = normalise(versions.ours);
  if (base !== undefined && path.endsWith(".json")) {
    // A package or a script that somebody does without stays away; a state that is gone must be looked at.
    const byKeys = mergeJson(
      yours,
      base,
      ours,
      path === "package.json" ? "keep-deleted" : "conflict",
    );
    if (byKeys !== undefined) return byKeys;
  }
  if (base !== undefined && path === FAILURE_RULES_PATH) {
    const isIndentedAlike = /^ {2}\S/m.test(yours);
    const generated = isIndentedAlike ? undefined : soundlyRelaid(path, yours, base, ours);
    const byRows = mergeRows(yours, generated?.base ?? base, generated?.ours ?? ours);
    if (byRows !== undefined) return byRows;
  }
  return mergeInLayout(path, yours, base, ours);
}

/** Merges by lines; where that is a conflict, also in the layout of the user, in which fewer lines may differ. */
function mergeInLayout(
  path: string,
  yours: string,
  base: string | undefined,
  ours: string,
): LaidOutMerge {
  const plain = locate(mergeLines(yours, base, ours));
  if (base === undefined || plain.hunks.length === 0) return plain;
  const generated = soundlyRelaid(path, yours, base, ours);
  if (generated === undefined) return plain;
  const merged = locate(mergeLines(yours, generated.base, generated.ours));
  return merged.hunks.length < plain.hunks.length ? { ...merged, isLaidOut: true } : plain;
}

function soundlyRelaid(path: string, yours: string, base: string, ours: string) {
  const generated = relaid(path, yours, { base, ours });
  return generated && isSameInAnyLayout(path, ours, generated.ours) ? generated : undefined;
}

function locate(merged: Merged): LocatedMerge {
  const hunks = merged.filter(isHunk);
  return { merged, hunks, places: hunks.map(({ yours }) => yours.line) };
}

function inTheShapeOf(model: string, text: string): string {
  const hasFinalNewline = model === "" || normalise(model).endsWith("\n");
  return inTheStyleOf(model, hasFinalNewline ? text : text.replace(/\n$/, ""));
}
