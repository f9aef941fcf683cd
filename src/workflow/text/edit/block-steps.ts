import { lineStart, newlineAt } from "../lines.ts";
import { NotEditable, type StepList } from "./not-editable.ts";

/** The lines of a step in block style. */
interface BlockItem {
  /** Of the line with the dash. */
  readonly start: number;
  /** Behind its last line, comments that are indented as its contents are included. */
  readonly end: number;
  readonly indent: string;
  /** The spaces between the dash and the first key. */
  readonly gap: string;
}

function blockItems(text: string, list: StepList): BlockItem[] {
  const { srcToken: token } = list;
  if (token?.type !== "block-seq") throw new NotEditable("The list of steps has an unusual format");
  const dashes = token.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === "seq-item-ind");
    return dash === undefined ? [] : [dash.offset];
  });
  return list.items.map(({ range }, index) => {
    const dash = dashes[index] ?? 0;
    const start = lineStart(text, dash);
    const indent = text.slice(start, dash);
    if (indent.trim() !== "") throw new NotEditable("A step does not begin on its own line");
    const gap = /^-( +)[^\s#&!]/.exec(text.slice(dash))?.[1] ?? " ";
    const lastLine = text[range[1] - 1] === "\n" ? range[1] : nextLine(text, range[1]);
    return { start, end: withComments(text, lastLine, indent.length), indent, gap };
  });
}

/** Returns the offset of the line behind that of an offset. */
export function nextLine(text: string, offset: number): number {
  return text.indexOf("\n", offset) + 1 || text.length;
}

const isBlank = (line: string): boolean => line.trim() === "";

const isComment = (line: string): boolean => line.trimStart().startsWith("#");

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The end of a step, or of an entry: without blank lines, with the comments behind it that are indented deeper. */
export function withComments(text: string, offset: number, column: number): number {
  let end = offset;
  for (let above = offset; above > 0 && isBlank(lineAbove(text, above)); ) {
    above = lineStart(text, above - 1);
    end = above;
  }
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    if (isComment(line) && indentOf(line) > column) end = nextLine(text, at);
    else if (!isBlank(line)) break;
  }
  return end;
}

/** The line that ends at an offset, which is the beginning of the next one. */
const lineAbove = (text: string, offset: number): string =>
  text.slice(lineStart(text, offset - 1), offset);

/** The beginning of the lines right above an offset of which `isWanted` holds. */
function startOfLines(
  text: string,
  offset: number,
  limit: number,
  isWanted: (line: string) => boolean,
): number {
  let start = offset;
  while (start > limit && isWanted(lineAbove(text, start))) start = lineStart(text, start - 1);
  return start;
}

/** The beginning of the comments right above a step. */
const startOfComments = (text: string, { start, indent }: BlockItem, limit: number): number =>
  startOfLines(text, start, limit, (line) => isComment(line) && indentOf(line) <= indent.length);

/** Comments that are a step which somebody has switched off: it has nothing to do with the one below. */
const hasStep = (comments: string): boolean => /^[ \t]*#[ \t]*- /m.test(comments);

/** The text with the lines of a step put into a list in block style. */
export function insertBlock(
  text: string,
  list: StepList,
  index: number,
  lines: readonly string[],
): string {
  const items = blockItems(text, list);
  const before = items[index - 1];
  const after = items[index];
  const model = before ?? after;
  if (model === undefined) throw new NotEditable("The list of steps is empty");
  const newline = newlineAt(text, model.start);
  const [one, other] = before && after ? [before, after] : items.slice(before ? -2 : 0).slice(0, 2);
  const isApart =
    one !== undefined && other !== undefined && hasGap(text.slice(one.end, other.start));
  const blank = isApart ? newline : "";
  const { indent, gap } = model;
  const step = lines
    .map((line, number) => `${indent}${number === 0 ? "-" : " "}${gap}${line}`)
    .join(newline);

  if (before === undefined) {
    const at = startOfComments(text, model, 0);
    return `${text.slice(0, at)}${step}${newline}${blank}${text.slice(at)}`;
  }
  const at = before.end;
  return text[at - 1] === "\n"
    ? `${text.slice(0, at)}${blank}${step}${newline}${text.slice(at)}`
    : `${text.slice(0, at)}${newline}${blank}${step}${text.slice(at)}`;
}

/** The text without a step of a list in block style, its comments, and the blank lines that set it apart. */
export function deleteBlock(text: string, list: StepList, index: number): string {
  const items = blockItems(text, list);
  const item = items[index];
  if (item === undefined || items.length === 1) throw new NotEditable("It is the only step there");
  const before = items[index - 1];
  if (before === undefined) {
    let to = item.end;
    while (to < text.length && isBlank(text.slice(to, nextLine(text, to)))) to = nextLine(text, to);
    return text.slice(0, item.start) + text.slice(to);
  }
  const above = startOfComments(text, item, before.end);
  const comments = hasStep(text.slice(above, item.start)) ? item.start : above;
  const from = startOfLines(text, comments, before.end, isBlank);
  const isLastLine = item.end === text.length && !text.endsWith("\n");
  const kept = text.slice(0, from);
  return isLastLine ? kept.replace(/\r?\n$/, "") : kept + text.slice(item.end);
}

const hasGap = (between: string): boolean => between.split("\n").slice(0, -1).some(isBlank);
