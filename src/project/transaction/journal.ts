import { posix } from "node:path";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../changes.ts";
import { exactHash, isHash } from "../disk/hash.ts";
import { HOME } from "../lock-path.ts";
import { unsafePathReason } from "./safe-path.ts";

/** A transaction that has begun: found after a crash, everything in it is taken back. */
export const JOURNAL_PATH = `${HOME}/journal.json`;
/** A transaction whose changes are all in place: only what it replaced is still to be removed. */
export const FINISHED_PATH = `${HOME}/journal.finished.json`;
/** A journal that is not wholly written: nothing else has been touched yet. */
export const UNWRITTEN_PATH = `${HOME}/journal.unwritten.json`;

export interface JournalEntry {
  readonly path: string;
  readonly action: "create" | "replace" | "remove";
  /** The hash of the new content; it tells after a crash whether the user has edited the file since. */
  readonly hash?: string;
}

/** The operations of a transaction, in order. */
export interface Journal {
  /** Part of the names of the temporary files. */
  readonly id: string;
  /** The directories that it makes, parents first. */
  readonly directories: readonly string[];
  readonly entries: readonly JournalEntry[];
}

/** Returns the part of a change that the journal keeps. */
export function journalEntry({ path, action, content }: Change): JournalEntry {
  if (action === "remove") return { path, action };
  return {
    path,
    action: action === "create" ? "create" : "replace",
    hash: exactHash(content ?? ""),
  };
}

/**
 * Returns the names, beside the file, of its new content before and of its old content after the change, and of what a
 * roll-back takes away.
 */
export function siblings(
  path: string,
  id: string,
): { readonly fresh: string; readonly old: string; readonly taken: string } {
  const { dir, base } = posix.parse(path);
  const stem = posix.join(dir, `.${base}.unchain-${id}`);
  return { fresh: `${stem}.new`, old: `${stem}.old`, taken: `${stem}.taken` };
}

/** The text of a journal, for {@link readJournal}. */
export function writeJournal({ id, directories, entries }: Journal): string {
  return JSON.stringify({ version: 1, id, directories, entries });
}

/** Reads a journal, which is untrusted: no path in it leaves the project. */
export function readJournal(text: string): Journal | Message[] {
  try {
    const { version, id, directories, entries } = JSON.parse(text) as Record<string, unknown>;
    const isWhole =
      version === 1 &&
      typeof id === "string" &&
      /^[a-z0-9]{1,32}$/.test(id) &&
      Array.isArray(directories) &&
      directories.every(isSafePath) &&
      Array.isArray(entries) &&
      entries.every(isEntry);
    return isWhole ? { id, directories, entries } : [invalid];
  } catch {
    return [invalid];
  }
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== "object" || value === null) return false;
  const { path, action, hash } = value as Record<string, unknown>;
  if (!isSafePath(path)) return false;
  return action === "remove" || ((action === "create" || action === "replace") && isHash(hash));
}

function isSafePath(value: unknown): value is string {
  return typeof value === "string" && unsafePathReason(value) === undefined;
}

const invalid: Message = {
  code: "INVALID_JOURNAL",
  message: "This file of an interrupted run cannot be read.",
  suggestion: `Look for files named *.unchain-*.old, rename them back, then remove ${JOURNAL_PATH}.`,
  path: JOURNAL_PATH,
};
