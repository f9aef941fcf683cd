import { existsSync, readFileSync } from "node:fs";
import type { Mutation } from "../mutation.ts";

/** A line of the journal that a recording writes while it runs, so that it can go on where it was. */
export type Entry =
  | { readonly kind: "begun"; readonly title: string }
  | {
      readonly kind: "sound" | "row";
      readonly title: string;
      /** All tests of a sound project. */
      readonly tests?: readonly string[];
      readonly failed: readonly string[];
      /** Those that went round for ever. */
      readonly endless: readonly string[];
    };

/** Which tests of generated projects fail on which mutant, by full name. */
export interface Recording {
  readonly sound: Readonly<Record<string, { tests: readonly string[]; failed: readonly string[] }>>;
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly endless: Readonly<Record<string, readonly string[]>>;
}

export const projectOf = ({ transport, workflow, infrastructure }: Mutation) =>
  `${workflow} by ${transport}${infrastructure ? ` with ${infrastructure}` : ""}`;

/** Returns a title for each row that does not change when files move; equal ones are numbered. */
export function titlesOf(mutations: readonly Mutation[]): string[] {
  const counts = new Map<string, number>();
  return mutations.map((mutation) => {
    const title = `${projectOf(mutation)}: ${mutation.name}`;
    const count = (counts.get(title) ?? 0) + 1;
    counts.set(title, count);
    return count > 1 ? `${title} (${count})` : title;
  });
}

/** Reads a journal; a line that was cut off is left out. */
export function readEntries(journal: string): Exclude<Entry, { kind: "begun" }>[] {
  return allEntries(journal).filter((entry) => entry.kind !== "begun");
}

/** Returns what was begun last and has not ended. */
export function unfinished(journal: string): string | undefined {
  const last = allEntries(journal).at(-1);
  return last?.kind === "begun" ? last.title : undefined;
}

function allEntries(journal: string): Entry[] {
  if (!existsSync(journal)) return [];
  return readFileSync(journal, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Entry];
      } catch {
        return [];
      }
    });
}

/** Puts the journals of all parts together. */
export function toRecording(journals: readonly string[]): Recording {
  const entries = journals
    .flatMap(readEntries)
    .toSorted((a, b) => (a.title < b.title ? -1 : Number(a.title > b.title)));
  const rows = entries.filter(({ kind }) => kind === "row");
  return {
    sound: Object.fromEntries(
      entries
        .filter(({ kind }) => kind === "sound")
        .map(({ title, tests = [], failed }) => [title, { tests, failed }]),
    ),
    rows: Object.fromEntries(rows.map(({ title, failed }) => [title, failed])),
    endless: Object.fromEntries(
      rows
        .filter(({ endless }) => endless.length > 0)
        .map(({ title, endless }) => [title, endless]),
    ),
  };
}
