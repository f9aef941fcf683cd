import { isBroken } from "../merge/rows/items.ts";
import { type Token, tokenize } from "../merge/rows/tokens.ts";

/** A bracket around code, by the indexes of its tokens. */
export interface Bracket {
  readonly from: number;
  readonly to: number;
  readonly around: Bracket | undefined;
}

/** A token of code, where it stands, and the bracket that is open there. */
export interface Place {
  readonly token: Token;
  readonly index: number;
  readonly within: Bracket | undefined;
  /** The bracket that the token opens. */
  readonly opens: Bracket | undefined;
}

/** The tokens of a text that are no comments. */
export interface Code {
  readonly text: string;
  readonly places: readonly Place[];
  /** Returns the text of a token; empty where there is none. */
  readonly at: (index: number) => string;
}

/** Returns the code of a text of TypeScript; undefined where it is not understood. */
export function codeIn(text: string): Code | undefined {
  const all = tokenize(text);
  if (all === undefined) return undefined;
  const tokens = all.filter(({ kind }) => kind !== "comment");
  const indexes = new Map(tokens.map((token, index) => [token, index]));
  let open: Bracket | undefined;
  const places = tokens.map((token, index): Place => {
    if (open?.to === index) open = open.around;
    const [within, closing] = [open, all[token.closedBy ?? -1]];
    const opens = closing && { from: index, to: indexes.get(closing) as number, around: within };
    if (opens) open = opens;
    return { token, index, within, opens };
  });
  return { text, places, at: (index) => tokens[index]?.text ?? "" };
}

/** Returns whether a name stands for itself and its value: `{ name }` or, in a pattern, `{ name = 1 }`. */
export const isShorthand = ({ at }: Code, { index, within }: Place): boolean =>
  at(within?.from ?? -1) === "{" && /^[{,]$/.test(at(index - 1)) && /^[,}=]$/.test(at(index + 1));

/** Returns whether a name is that of a property or method where one is declared or given a value. */
export function isKey({ text, at, places }: Code, { index, within, token }: Place): boolean {
  const previous = places[index - 1]?.token;
  if (at(within?.from ?? -1) !== "{" || previous === undefined) return false;
  const isFirst =
    /^(?:[{,;}]|readonly)$/.test(previous.text) ||
    (previous.text !== "?" && isBroken(text, previous, token));
  const next = at(index + 1) === "?" ? index + 2 : index + 1;
  const parameters = at(next) === "(" ? places[next]?.opens : undefined;
  const isMethod = parameters !== undefined && /^[{:]$/.test(at(parameters.to + 1));
  return isFirst && (at(next) === ":" || isMethod);
}

const DECLARES = /^(?:const|let|var|function|class|type|interface|enum)$/;

/** Returns whether a name is declared where it stands: as a variable, type, function or parameter. */
export function isDeclared(code: Code, { index, within }: Place): boolean {
  const { at } = code;
  if (DECLARES.test(at(index - 1))) return true;
  if (at(index + 1) === "=>") return true;
  if (within === undefined || !/^(?:[({[,:]|\.\.\.)$/.test(at(index - 1))) return false;
  if (at(within.from) !== "(") return isPattern(code, within);
  const isTyped = at(index + 1) === ":" || (at(index + 1) === "?" && at(index + 2) === ":");
  return at(within.to + 1) === "=>" || (isTyped && at(index - 1) !== ":");
}

/** Returns whether brackets are those of a pattern, which declares the names in it. */
function isPattern(code: Code, { from, to, around }: Bracket): boolean {
  const { at } = code;
  if (DECLARES.test(at(from - 1))) return true;
  if (around === undefined || at(to + 1) === ".") return false;
  if (at(from - 1) === ":") return isPattern(code, around);
  const isParameter = at(around.from) === "(" && /^(?:=>|[{:])$/.test(at(around.to + 1));
  return isParameter && /^[(,]$/.test(at(from - 1));
}
