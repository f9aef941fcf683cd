import { parseDocument } from "yaml";
import { meanings, tokenize } from "./rows/tokens.ts";

/** A part of a text that has a meaning in any layout. */
export interface Lexeme {
  /** Its text without its layout. */
  readonly key: string;
  readonly text: string;
  /** The layout between the lexeme before and this one. */
  readonly gap: string;
}

export interface Lexemes {
  readonly all: readonly Lexeme[];
  /** The layout behind the last lexeme. */
  readonly tail: string;
}

/** Splits a text into what it says and how that is laid out; undefined where its language is not known. */
export function lexemesOf(path: string, text: string): Lexemes | undefined {
  if (path.endsWith(".ts")) return codeLexemes(text);
  if (/\.(?:ya?ml|json)$/.test(path)) return wordLexemes(text, /[[\]{},]|[^\s[\]{},]+/g, yamlKey);
  return path.endsWith(".md") ? wordLexemes(text, /\||(?:\\\||[^\s|])+/g, markdownKey) : undefined;
}

/** Returns whether two texts say the same in different layouts. */
export function isSameInAnyLayout(path: string, a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [lexemesOf(path, a)?.all, lexemesOf(path, b)?.all];
  return (
    one !== undefined &&
    one.length === other?.length &&
    one.every(({ key }, index) => key === other[index]?.key) &&
    (!/\.(?:ya?ml|json)$/.test(path) || hasSameValue(a, b))
  );
}

/** Returns whether two texts of YAML or JSON have the same value: indentation, and spaces in texts, mean something. */
function hasSameValue(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => {
    const document = parseDocument(text, { logLevel: "error" });
    return document.errors.length > 0 ? undefined : JSON.stringify(document);
  });
  return one !== undefined && one === other;
}

const yamlKey = (word: string): string => word.replaceAll("'", '"');

/** Formatters choose how to emphasise, how wide a table is, and the quotes of code in it. */
const markdownKey = (word: string): string =>
  word
    .replace(/^:?-{3,}:?$/, "---")
    .replace(/^[*+]$/, "-")
    .replaceAll("_", "*")
    .replaceAll("'", '"')
    .replace(/;$/, "");

function wordLexemes(text: string, words: RegExp, keyOf: (word: string) => string): Lexemes {
  const all: Lexeme[] = [];
  let from = 0;
  const found = [...text.matchAll(words)];
  for (const [index, { 0: word, index: start }] of found.entries()) {
    // A comma behind the last of several.
    if (word === "," && /^[\]}]$/.test(found[index + 1]?.[0] ?? "")) continue;
    all.push({ key: keyOf(word), text: word, gap: text.slice(from, start) });
    from = start + word.length;
  }
  return { all, tail: text.slice(from) };
}

function codeLexemes(text: string): Lexemes | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  let from = 0;
  const all = meanings(tokens, 0, tokens.length).map(({ key, token }): Lexeme => {
    const gap = text.slice(from, token.start);
    from = token.end;
    return { key, text: token.text, gap };
  });
  return { all, tail: text.slice(from) };
}
