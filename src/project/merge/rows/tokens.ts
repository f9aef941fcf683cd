/** A token of TypeScript, by its place in the text. */
export interface Token {
  readonly kind: "word" | "string" | "template" | "pattern" | "mark" | "comment";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The index of the token that closes an opening bracket. */
  closedBy?: number;
}

const SPACE = /[\s\ufeff]+/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const STRING = /"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'/y;
const TEMPLATE = /[^`\\$]*(?:(?:\\[\s\S]|\$(?!\{))[^`\\$]*)*(?:`|\$\{)/y;
const WORD = /[\p{ID_Continue}$#@]+/uy;
const PATTERN = /\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** Words behind which a slash begins a regular expression, as it does behind most marks. */
const BEFORE_PATTERN = /^(?:return|typeof|case|in|of|void|delete|throw|await|yield|else|do)$/;
const MARK = /=>|\.\.\.|[^"'`]/uy;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Splits TypeScript into tokens. Returns undefined where a string, a template or a
 * comment has no end, or brackets do not match.
 */
export function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  /** Brackets that are open: the index of the token that opens, and what closes it. */
  const open: { index: number; closing: string }[] = [];
  let at = 0;
  const match = (pattern: RegExp, from: number): string | undefined => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const space = match(SPACE, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const isResumed = text[at] === "}" && open.at(-1)?.closing === "${";
    const token = text[at] === "`" || isResumed ? chunkAt(at) : plainAt(at);
    if (token === undefined) return undefined;
    const { kind, text: code } = token;
    if (isResumed || (kind === "mark" && /^[)\]}]$/.test(code))) {
      const opened = open.pop();
      if (opened?.closing !== (isResumed ? "${" : code)) return undefined;
      (tokens[opened.index] as Token).closedBy = tokens.length;
    }
    const closing = kind === "mark" ? CLOSING[code] : undefined;
    if (closing !== undefined) open.push({ index: tokens.length, closing });
    if (kind === "template" && code.endsWith("${")) {
      open.push({ index: tokens.length, closing: "${" });
    }
    tokens.push(token);
    at = token.end;
  }
  return open.length === 0 ? tokens : undefined;

  /** A part of a template: up to its end, or to the next expression in it. */
  function chunkAt(start: number): Token | undefined {
    const rest = match(TEMPLATE, start + 1);
    return rest === undefined ? undefined : tokenOf("template", start, text[start] + rest);
  }

  function isPatternPlace(): boolean {
    const { kind, text: last } = tokens.findLast((token) => token.kind !== "comment") ?? {};
    if (kind === "word") return BEFORE_PATTERN.test(last ?? "");
    return kind === undefined || (kind === "mark" && !/^[)\]}]$/.test(last ?? ""));
  }

  function plainAt(start: number): Token | undefined {
    const comment = match(COMMENT, start);
    if (comment !== undefined) return tokenOf("comment", start, comment);
    if (text.startsWith("/*", start)) return undefined;
    const pattern = text[start] === "/" && isPatternPlace() ? match(PATTERN, start) : undefined;
    if (pattern !== undefined) return tokenOf("pattern", start, pattern);
    const string = match(STRING, start);
    if (string !== undefined) return tokenOf("string", start, string);
    const word = match(WORD, start);
    if (word !== undefined) return tokenOf("word", start, word);
    const mark = match(MARK, start);
    return mark === undefined ? undefined : tokenOf("mark", start, mark);
  }
}

function tokenOf(kind: Token["kind"], start: number, text: string): Token {
  return { kind, text, start, end: start + text.length };
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * Returns the tokens `from` to `to` that have a meaning in any layout, each with what is the same in all: without the kind
 * of quotes, semicolons, commas behind the last of several, what a union may begin with, quotes around names of
 * properties, and brackets around a lone parameter.
 */
export function meanings(
  tokens: readonly Token[],
  from: number,
  to: number,
): { readonly key: string; readonly token: Token }[] {
  const lone = new Set<Token | undefined>();
  let previous = "";
  return tokens.slice(from, to).flatMap((token, offset) => {
    const index = from + offset;
    const { kind, text } = token;
    if (kind === "comment") return [{ token, key: noteOf(text) }];
    const next = textAt(tokens, index + 1);
    const isLone = text === "(" && token.closedBy === index + 2 && /^[\p{L}_$]/u.test(next);
    if (isLone && tokens[index + 3]?.text === "=>") lone.add(token).add(tokens[index + 2]);
    const isFiller = lone.has(token) || isFillerBetween(previous, token, next);
    const key = kind === "string" ? nameOrString(text, previous, next) : text;
    previous = text;
    return isFiller ? [] : [{ token, key }];
  });
}

function isFillerBetween(previous: string, { kind, text }: Token, next: string): boolean {
  if (kind !== "mark") return false;
  if (text === "|" || text === "&") return /^(?:[=:<(,[]|as)$/.test(previous);
  return text === ";" || (text === "," && /^[)\]}>]$/.test(next));
}

/** Returns what tokens mean in any layout. */
export const codeOf = (tokens: readonly Token[], from: number, to: number): string =>
  meanings(tokens, from, to)
    .map(({ key }) => key)
    .join(" ");

/** Returns a string in double quotes; without any where it is the name of a property and needs none. */
function nameOrString(string: string, previous: string, next: string): string {
  const value = unquoted(string);
  const isName = next === ":" && /^[{,]?$/.test(previous);
  return isName && IDENTIFIER.test(value) ? value : JSON.stringify(value);
}

/** Returns the text of the next token that is no comment. */
function textAt(tokens: readonly Token[], index: number): string {
  let at = index;
  while (tokens[at]?.kind === "comment") at++;
  return tokens[at]?.text ?? "";
}

/** Returns a comment without the spaces by which it is laid out. */
export const noteOf = (comment: string): string => comment.replace(/\s+/g, " ").trim();

/** Returns what stands between the quotes, as any kind of quotes would have it. */
export const unquoted = (string: string): string =>
  string
    .slice(1, -1)
    .replace(/\\([\s\S])/g, (pair, char: string) => (/["']/.test(char) ? char : pair));

/** Returns whether two texts are the same code in different layouts. */
export function isSameCode(a: string, b: string): boolean {
  const [first, second] = [tokenize(a), tokenize(b)];
  if (first === undefined || second === undefined) return false;
  return codeOf(first, 0, first.length) === codeOf(second, 0, second.length);
}

/** Returns a text in which tokens are replaced, from the first to the last of `places`; others stay. */
export const withTokens = <Place extends { readonly token: Token }>(
  text: string,
  places: readonly Place[],
  replacement: (place: Place) => string | undefined,
): string =>
  places.reduceRight((code, place) => {
    const { start, end, text: old } = place.token;
    return code.slice(0, start) + (replacement(place) ?? old) + code.slice(end);
  }, text);
