import type { LocatedMerge } from "../merge-json.ts";
import type { Item, Items } from "./items.ts";
import { type Decision, inOrder, insidesOf, isClash, mergeItem, tailOf } from "./merge-items.ts";
import { linesOfPieces, type Piece } from "./pieces.ts";
import { siblingsOf, type Versioned } from "./siblings.ts";
import { statementsIn } from "./statements.ts";
import { tokenize } from "./tokens.ts";

/**
 * Merges TypeScript whose data stand in arrays of objects, with LF line endings, by what they are: statements by their
 * names, steps and rows by the property that identifies them, properties and imports by theirs. The layout counts for
 * nothing: what only the user has changed is kept to the letter, what only Unchain has changed is as it is generated.
 * Comments stay before what they stand before. What both have changed differently is a conflict, and so is
 * what the user has changed and Unchain has removed; what the user has removed stays away.
 *
 * Returns undefined where a text is not understood, or the rows of the user are in another form.
 */
export function mergeRows(yours: string, base: string, ours: string): LocatedMerge | undefined {
  const [a, o, b] = [statementsIn(yours), statementsIn(base), statementsIn(ours)];
  if (a === undefined || o === undefined || b === undefined) return undefined;
  if (!hasRowsOf(a, o, b)) return undefined;
  const decisions = mergeStatements(siblingsOf(a.items, o.items, b.items), namesIn(b.items));
  return linesOfPieces(inOrder(decisions, tailOf(a, o, b), ""), { yours, base, ours });
}

/** Returns whether the user's text has all rows that Unchain would change, in the form in which it is generated. */
function hasRowsOf(yours: Items, base: Items, ours: Items): boolean {
  const find = ({ items }: Items, key: string) => items.find((item) => item.key === key);
  return ours.items.every((item) => {
    const [mine, old] = [find(yours, item.key), find(base, item.key)];
    const isChanged = item.inside?.kind === "steps" && old !== undefined && item.code !== old.code;
    return !isChanged || (mine !== undefined && insidesOf({ yours: mine, base: old, ours: item }));
  });
}

/**
 * Merges statements; last those that others may need, which are imports and what Unchain needs no longer.
 *
 * @param generated the names that are there anyway
 */
function mergeStatements(siblings: readonly Versioned[], generated: readonly string[]): Decision[] {
  const used = new Set<string>();
  const known = new Set(generated);
  const isNeeded = (item: Item): boolean =>
    namesIn([item]).some((name) => used.has(name) && !known.has(name));
  const decisions = new Map<Versioned, Decision | undefined>();
  const mergeAll = (some: readonly Versioned[]) => {
    for (const sibling of some) {
      const decision = mergeItem(sibling, { path: [], isNeeded });
      decisions.set(sibling, decision);
      if (decision) for (const word of wordsIn(decision)) used.add(word);
    }
  };
  const isImport = ({ yours, ours }: Versioned) => /^import /.test((yours ?? ours)?.key ?? "");
  const others = siblings.filter((sibling) => !isImport(sibling));
  mergeAll(others.filter(({ ours }) => ours !== undefined));
  mergeAll(others.filter(({ ours }) => ours === undefined).reverse());
  mergeAll(siblings.filter(isImport));
  return siblings.flatMap((sibling) => decisions.get(sibling) ?? []);
}

/** Returns the names that statements declare or import. */
const namesIn = (items: readonly Item[]): string[] =>
  items.flatMap(({ key, inside }) =>
    inside?.kind === "names" ? namesIn(inside.items) : (key.split(" ").at(-1) ?? key),
  );

/** Returns the words of a merged statement that are no names of properties. */
function wordsIn(decision: Decision): string[] {
  const pieces: readonly Piece[] = isClash(decision) ? [decision] : decision.body;
  const text = (side: "yours" | "ours") =>
    pieces.map((piece) => (typeof piece === "string" ? piece : `${piece[side]?.body ?? ""},`));
  return [text("yours"), text("ours")].flatMap((texts) => {
    const tokens = tokenize(texts.join("")) ?? [];
    const isProperty = (index: number) =>
      tokens[index + 1]?.text === ":" && /^[{,]$/.test(tokens[index - 1]?.text ?? "");
    const words = tokens.filter(({ kind }, index) => kind === "word" && !isProperty(index));
    return words.map(({ text }) => text);
  });
}
