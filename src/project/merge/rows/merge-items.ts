import type { Inside, Item, Items } from "./items.ts";
import type { Clash, Piece } from "./pieces.ts";
import { retitled, siblingsOf, type Versioned } from "./siblings.ts";

/** An item as the merge has it. */
interface Settled {
  readonly lead: string;
  readonly body: readonly Piece[];
  readonly after: string;
}

export type Decision = Settled | Clash;

/** The position of an item. */
export interface ItemPlace {
  readonly path: readonly string[];
  /** Returns whether the user's text needs what Unchain needs no longer. */
  readonly isNeeded: (item: Item) => boolean;
}

export const isClash = (decision: Decision): decision is Clash => "path" in decision;

/** Merges one item; undefined where it goes, or stays away. */
export function mergeItem(versions: Versioned, place: ItemPlace): Decision | undefined {
  const { yours, base, ours } = versions;
  if (yours === undefined) {
    if (base === undefined) return ours && settled(ours);
    return ours && !isSame(ours, base) ? withEmptyList(versions, place) : undefined;
  }
  if (ours === undefined) {
    if (base === undefined || place.isNeeded(yours)) return settled(yours);
    return isSame(yours, base) ? undefined : withEmptyList(versions, place);
  }
  const around = aroundOf(yours, base, ours);
  const body = bodyOf(versions, place);
  return around && body ? { ...around, body } : clashOf(versions, place);
}

/** Merges a list of rows that one side has no longer, as one without rows. */
function withEmptyList(versions: Versioned, place: ItemPlace): Decision | undefined {
  const base = versions.base as Item;
  const inside = base.inside && { ...base.inside, items: [] };
  const none: Item = { ...base, code: "", ...(inside && { inside }) };
  const { yours = none, ours = none } = versions;
  const insides = insidesOf({ yours, base, ours });
  const isList = insides?.ours.kind === "rows";
  if (isList && mergeWithin(insides, place).length > 0) {
    return mergeItem({ yours, base, ours }, place);
  }
  const isLost =
    !isList || yours.notes !== base.notes || insides.yours.tailNotes !== inside?.tailNotes;
  return versions.yours && isLost ? clashOf(versions, place) : undefined;
}

const settled = ({ lead, body, after }: Item): Settled => ({ lead, body: [body], after });

const isSame = (one: Item, other: Item): boolean =>
  one.code === other.code && one.notes === other.notes;

function clashOf({ yours, base, ours }: Versioned, { path }: ItemPlace): Clash {
  const item = yours as Item;
  return { path: [...path, item.key], yours: item, base, ours, comma: "" };
}

/**
 * Returns the user's text where only they have laid it out or changed it; else the generated one.
 */
const pick = (yours: string, base: string | undefined, ours: string): string =>
  yours === base ? ours : yours;

/** Returns the comments and spaces around an item, or undefined where both sides have other comments there. */
function aroundOf(
  yours: Item,
  base: Item | undefined,
  ours: Item,
): Omit<Settled, "body"> | undefined {
  const isOurs = yours.notes === base?.notes && ours.notes !== yours.notes;
  if (isOurs) return { lead: ours.lead, after: ours.after };
  if (yours.notes !== ours.notes && ours.notes !== base?.notes) return undefined;
  return {
    lead: pick(yours.lead, base?.lead, ours.lead),
    after: pick(yours.after, base?.after, ours.after),
  };
}

function bodyOf(versions: Versioned, place: ItemPlace): readonly Piece[] | undefined {
  const { yours, base, ours } = versions as Required<Versioned> & { yours: Item; ours: Item };
  if (yours.code === ours.code) return [pick(yours.body, base?.body, ours.body)];
  const insides = insidesOf(versions);
  const isMissed =
    insides?.ours.kind === "names" && namesGone(insides.yours, insides.ours).some(place.isNeeded);
  if (yours.code === base?.code && !isMissed) return [ours.body];
  if (ours.code === base?.code) return [yours.body];
  return insides && mergeInsides(insides, { ...place, path: [...place.path, yours.key] });
}

const namesGone = (yours: Inside, ours: Inside): Item[] => {
  const keys = new Set(ours.items.map(({ key }) => key));
  return yours.items.filter(({ key }) => !keys.has(key));
};

interface Insides {
  readonly yours: Inside;
  readonly base: Inside | undefined;
  readonly ours: Inside;
}

/** Returns what three items consist of, where that can be merged one by one. */
export function insidesOf({ yours, base, ours }: Versioned): Insides | undefined {
  const [mine, old, next] = [yours?.inside, base?.inside, ours?.inside];
  if (!mine || !next || (base && !old)) return undefined;
  const isAlike = ({ kind, headCode, endCode }: Inside) =>
    kind === next.kind && headCode === next.headCode && endCode === next.endCode;
  const areAlike = isAlike(mine) && (old === undefined || isAlike(old));
  return areAlike ? { yours: mine, base: old, ours: next } : undefined;
}

function mergeWithin({ yours, base, ours }: Insides, place: ItemPlace): Decision[] {
  const old = base?.items ?? [];
  const news = ours.kind === "rows" ? retitled(yours.items, old, ours.items) : ours.items;
  const isNeeded = ours.kind === "names" ? place.isNeeded : () => false;
  return siblingsOf(yours.items, old, news).flatMap(
    (versions) => mergeItem(versions, { ...place, isNeeded }) ?? [],
  );
}

function mergeInsides(insides: Insides, place: ItemPlace): Piece[] {
  const { yours, base, ours } = insides;
  const last = yours.items.at(-1) ?? ours.items.at(-1);
  return [
    pick(yours.head, base?.head, ours.head),
    ...inOrder(
      mergeWithin(insides, place),
      tailOf(yours, base, ours),
      last?.hasComma === true ? ",," : ",",
    ),
    pick(yours.end, base?.end, ours.end),
  ];
}

/** Returns what stands behind the last item: what the user has written there, else what is generated. */
export function tailOf(yours: Items, base: Items | undefined, ours: Items): string {
  const isYours = yours.tailNotes !== base?.tailNotes || ours.tailNotes === yours.tailNotes;
  return isYours ? pick(yours.tail, base?.tail, ours.tail) : ours.tail;
}

const BREAK = /^[ \t]*\n/;
const LINE_COMMENT = /\/\/[^\n]*$/;

/**
 * Returns the pieces of items in their order.
 *
 * @param commas none, those between items, or one behind the last item too
 */
export function inOrder(
  decisions: readonly Decision[],
  tail: string,
  commas: "" | "," | ",,",
): Piece[] {
  const pieces = decisions.flatMap((decision, index): Piece[] => {
    const isLast = index === decisions.length - 1;
    const comma = (isLast ? commas.slice(1) : commas.slice(0, 1)) as Clash["comma"];
    const before = breakBetween(decisions[index - 1], sidesOf(decision), commas === "");
    if (isClash(decision)) return [before, { ...decision, comma }];
    return [before, decision.lead, ...decision.body, comma, decision.after];
  });
  return [...pieces, breakBetween(decisions.at(-1), [{ lead: tail }], false), tail];
}

type Text = Pick<Settled, "lead"> & Partial<Settled>;

const sidesOf = (decision: Decision): Text[] =>
  isClash(decision)
    ? [decision.yours, decision.base ?? [], decision.ours ?? []].flat().map(settled)
    : [decision];

/** Returns the line break that two texts need between them which have come to stand side by side. */
function breakBetween(
  before: Decision | undefined,
  next: readonly Text[],
  areStatements: boolean,
): string {
  if (before === undefined || next.every(({ lead }) => BREAK.test(lead))) return "";
  const sides = sidesOf(before);
  const isComment = sides.some(({ after = "" }) => LINE_COMMENT.test(after));
  const isOpen = ({ body }: Text) => !/[;}]$/.test(body?.at(-1)?.toString() ?? "");
  const isAdrift = areStatements && (sides.some(isOpen) || next.some(({ lead }) => lead === ""));
  return isComment || isAdrift ? "\n" : "";
}
