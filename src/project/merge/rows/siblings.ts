import { groupBy } from "../../../lists.ts";
import type { Item } from "./items.ts";

/** An item as the texts have it in which it is. */
export interface Versioned {
  readonly yours?: Item | undefined;
  readonly base?: Item | undefined;
  readonly ours?: Item | undefined;
}

type Items = readonly Item[];

/**
 * Returns the items of yours and of ours in the order that the merge has: that of yours, with what only ours has behind
 * the item that it follows there. Where ours alone has got another order, yours gets it too, and what the user
 * has added stays behind the item that it follows.
 */
export function siblingsOf(yours: Items, base: Items, ours: Items): Versioned[] {
  const [inYours, inBase, inOurs] = [byKey(yours), byKey(base), byKey(ours)];
  const versions = (item: Item): Versioned => ({
    yours: item,
    base: inBase.get(item.key),
    ours: inOurs.get(item.key),
  });
  const news = runs(ours, inYours);
  /** Returns the items that yours has not, or not any more, behind one that it has. */
  const addedBehind = (key: string | undefined): Versioned[] =>
    (news.get(key) ?? []).map((item) => ({ base: inBase.get(item.key), ours: item }));

  const own: Versioned[] = [];
  const groups: { key: string; items: Versioned[] }[] = [];
  for (const item of yours) {
    const { key } = item;
    if (inOurs.has(key)) {
      groups.push({ key, items: [versions(item), ...addedBehind(key)] });
    } else {
      (groups.at(-1)?.items ?? own).push(versions(item));
    }
  }
  const places = new Map([...inOurs.keys()].map((key, index) => [key, index]));
  const place = (key: string) => places.get(key) ?? 0;
  if (!isReordered(yours, base, inOurs)) groups.sort((a, b) => place(a.key) - place(b.key));
  return [...addedBehind(undefined), ...own, ...groups.flatMap(({ items }) => items)];
}

const byKey = (items: Items): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.key, item]));

/** Returns whether the user has changed the order of what was generated, and is still. */
function isReordered(yours: Items, base: Items, inOurs: ReadonlyMap<string, Item>): boolean {
  const places = new Map(base.map(({ key }, index) => [key, index]));
  const order = yours.flatMap(({ key }) => (inOurs.has(key) ? (places.get(key) ?? []) : []));
  return order.some((place, index) => place < (order[index - 1] ?? 0));
}

/**
 * Gives the rows of ours that stand in the place of others of the base, under another title, the keys of those: it is
 * they that have changed. Keys that the user has too stay.
 */
export function retitled(yours: Items, base: Items, ours: Items): Items {
  const [inYours, inBase, inOurs] = [byKey(yours), byKey(base), byKey(ours)];
  const olds = runs(base, inOurs);
  const keys = new Map<Item, string>();
  for (const [followed, news] of runs(ours, inBase)) {
    const old = olds.get(followed) ?? [];
    if (old.length !== news.length || news.some(({ key }) => inYours.has(key))) continue;
    for (const [index, item] of news.entries()) keys.set(item, (old[index] as Item).key);
  }
  return ours.map((item) => ({ ...item, key: keys.get(item) ?? item.key }));
}

/** Returns the items that `other` has not, by the key of the item before them that it has. */
function runs(items: Items, other: ReadonlyMap<string, Item>): Map<string | undefined, Item[]> {
  let followed: string | undefined;
  const news = items.flatMap((item) => {
    if (!other.has(item.key)) return [{ item, behind: followed }];
    followed = item.key;
    return [];
  });
  const groups = groupBy(news, ({ behind }) => behind);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ item }) => item)]));
}
