import picomatch from "picomatch";
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";

/** The keys under which the file of a workspace lists its members. */
const LISTS = [["packages"], ["workspaces", "packages"], ["workspaces"]] as const;

/**
 * Returns whether a workspace takes a directory for one of its members.
 *
 * @param text of its `package.json` or `pnpm-workspace.yaml`
 * @param directory relative to that file, with `/`
 */
export function isMember(text: string, directory: string): boolean {
  const globs = (listIn(text)?.items ?? []).flatMap((item) =>
    isScalar(item) && typeof item.value === "string" ? [item.value] : [],
  );
  const matches = (glob: string) =>
    picomatch.isMatch(directory, glob.replaceAll(/^\.\/|\/+$/g, ""));
  const [excluded, included] = [true, false].map((isNegative) =>
    globs.filter((glob) => glob.startsWith("!") === isNegative),
  ) as [string[], string[]];
  return included.some(matches) && !excluded.some((glob) => matches(glob.slice(1)));
}

/**
 * The text of a workspace's file with one more member, all else as it was; `undefined` where the list
 * is not where it should be.
 *
 * @param directory relative to that file, with `/`
 */
export function withMember(text: string, directory: string): string | undefined {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const list = listIn(text);
  if (list === undefined) {
    const root = rootOf(text);
    const hasRoom = root === null || (isMap(root) && !root.has("packages"));
    if (isJson(text) || !hasRoom) return undefined;
    const before = text === "" || text.endsWith("\n") ? text : text + newline;
    return `${before}packages:${newline}  - ${scalar(directory)}${newline}`;
  }
  const [start] = list.range as [number, number, number];
  const last = list.items.at(-1) as { range: [number, number, number] } | undefined;
  if (last === undefined) return put(text, start + 1, JSON.stringify(directory));
  const [from, to] = last.range;
  const item = scalar(directory, text.charAt(from));
  if (list.flow) {
    const gap = /[[,](\s*)$/.exec(text.slice(start, from))?.[1] || " ";
    return put(text, to, `,${gap}${item}`);
  }
  const line = /[^\n]*$/.exec(text.slice(0, from))?.[0] + item;
  const lineEnd = text.indexOf("\n", to);
  return lineEnd === -1 ? text + newline + line : put(text, lineEnd + 1, line + newline);
}

function listIn(text: string): YAMLSeq | undefined {
  const root = rootOf(text);
  if (!isMap(root)) return undefined;
  return LISTS.filter(([first]) => isJson(text) === (first === "workspaces"))
    .map((path) => root.getIn(path, true))
    .find((node) => isSeq(node));
}

const rootOf = (text: string) => parseDocument(text, { logLevel: "error" }).contents;

const isJson = (text: string) =>
  text
    .replace(/^\uFEFF/, "")
    .trimStart()
    .startsWith("{");

const put = (text: string, at: number, added: string) => text.slice(0, at) + added + text.slice(at);

/** In the quotes of the item before; where that has none, only where they are needed. */
function scalar(directory: string, quote?: string): string {
  if (quote === "'") return `'${directory.replaceAll("'", "''")}'`;
  return quote === '"' || !/^[A-Za-z0-9_.][\w./-]*$/.test(directory)
    ? JSON.stringify(directory)
    : directory;
}
