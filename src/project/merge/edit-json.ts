import { getNodeValue, type JSONPath, type Node, parseTree } from "jsonc-parser";
import { valueAt } from "../../workflow/findings/finding.ts";

/** A place in a document, and what shall be there; `undefined`: nothing. */
export interface JsonEdit {
  readonly path: JSONPath;
  readonly value: unknown;
}

/** Edits by what they are about; `set` where it is replaced as a whole. */
interface Edits {
  set?: { readonly value: unknown };
  readonly inside: Map<string, Edits>;
}

/** A property with the spaces before it. */
interface Member {
  readonly key: string;
  readonly lead: string;
  readonly body: string;
}

/**
 * Returns a JSON document (LF line endings, no comments) with edits made in it, and all else as it is laid out. A new
 * key comes behind the one that it follows in `order`. The objects that hold the places must be there.
 */
export function editJson(text: string, edits: readonly JsonEdit[], order: unknown): string {
  const root = parseTree(text);
  if (root === undefined || edits.length === 0) return text;
  const all: Edits = { inside: new Map() };
  for (const { path, value } of edits) {
    let at = all;
    for (const part of path) {
      const next = at.inside.get(String(part)) ?? { inside: new Map() };
      at.inside.set(String(part), next);
      at = next;
    }
    at.set = { value };
  }
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const edited = editedNode({ text, unit }, root, all, order);
  return text.slice(0, root.offset) + edited + text.slice(root.offset + root.length);
}

interface Source {
  readonly text: string;
  /** With which it is indented. */
  readonly unit: string;
}

function editedNode(source: Source, node: Node, edits: Edits | undefined, order: unknown): string {
  const { text, unit } = source;
  const { offset, length, type, children = [] } = node;
  if (edits?.set) return written(edits.set.value, indentAt(text, offset), unit);
  if (edits === undefined || edits.inside.size === 0) return text.slice(offset, offset + length);
  if (type === "object") return editedObject(source, node, edits, order);
  let [done, from] = ["", offset];
  for (const [index, child] of children.entries()) {
    const item = editedNode(
      source,
      child,
      edits.inside.get(String(index)),
      valueAt(order, [index]),
    );
    done += text.slice(from, child.offset) + item;
    from = child.offset + child.length;
  }
  return done + text.slice(from, offset + length);
}

function editedObject(source: Source, node: Node, edits: Edits, order: unknown): string {
  const { text, unit } = source;
  const { offset, length, children = [] } = node;
  const end = offset + length - 1;
  const members: Member[] = [];
  let from = offset + 1;
  for (const child of children) {
    const [name, value] = child.children as [Node, Node];
    const key = String(getNodeValue(name));
    const edit = edits.inside.get(key);
    const lead = text.slice(from, child.offset).replace(",", "");
    from = child.offset + child.length;
    if (edit?.set && edit.set.value === undefined) continue;
    const head = text.slice(child.offset, value.offset);
    members.push({
      key,
      lead,
      body: head + editedNode(source, value, edit, valueAt(order, [key])),
    });
  }
  const outer = indentAt(text, offset);
  const lead = children[0] ? text.slice(offset + 1, children[0].offset) : `\n${outer}${unit}`;
  const tail = children.length > 0 ? text.slice(from, end) : `\n${outer}`;
  const inner = lead.slice(lead.lastIndexOf("\n") + 1);
  const indent = lead.includes("\n") ? inner : outer;
  const news = [...edits.inside].flatMap(([key, { set }]): Member[] =>
    set === undefined || set.value === undefined
      ? []
      : [{ key, lead, body: `${JSON.stringify(key)}: ${written(set.value, indent, unit)}` }],
  );
  const all = inOrder(members, news, order);
  if (all.length === 0) return "{}";
  const separate = lead.includes("\n") ? lead : lead || " ";
  const texts = all.map((member, index) => {
    const before = index > 0 && member.lead === "" ? separate : member.lead;
    return before + member.body;
  });
  return `{${texts.join(",")}${tail}}`;
}

/** Puts those of the new members that are not there yet behind what they follow in `order`. */
function inOrder(members: readonly Member[], news: readonly Member[], order: unknown): Member[] {
  const present = new Set(members.map(({ key }) => key));
  const missing = new Map(news.map((member) => [member.key, member]));
  const behind = new Map<string | undefined, Member[]>();
  let followed: string | undefined;
  for (const key of typeof order === "object" && order !== null ? Object.keys(order) : []) {
    const member = missing.get(key);
    if (present.has(key)) followed = key;
    else if (member) behind.set(followed, [...(behind.get(followed) ?? []), member]);
  }
  const first = behind.get(undefined) ?? [];
  return [...first, ...members.flatMap((one) => [one, ...(behind.get(one.key) ?? [])])];
}

function written(value: unknown, indent: string, unit: string): string {
  return JSON.stringify(value, null, unit).replaceAll("\n", `\n${indent}`);
}

/** Returns what the line begins with on which `offset` is. */
function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  return /[ \t]*/y.exec(text.slice(line, offset))?.[0] ?? "";
}
