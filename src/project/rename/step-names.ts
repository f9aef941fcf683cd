import { camelCase, constantCase, pascalCase } from "../../workflow/letter-case.ts";
import { tokenize, withTokens } from "../merge/rows/tokens.ts";

/** A step that gets another name, both in kebab-case. */
export interface StepRename {
  readonly from: string;
  readonly to: string;
}

const FOLDERS = /^(src\/steps|src\/functions|test\/steps)\//;

/** Returns where a file of the step goes: the path itself where it is not one. */
export function renamedPath(path: string, { from, to }: StepRename): string {
  const folder = FOLDERS.exec(path)?.[0];
  return folder !== undefined && path.startsWith(`${folder}${from}.`)
    ? `${folder}${to}${path.slice(folder.length + from.length)}`
    : path;
}

/** Old to new identifier. */
export type Identifiers = ReadonlyMap<string, string>;

const WORD = /[A-Za-z_$][\w$]*(?:-[\w$]+)*/g;

/**
 * Returns the words of a generated text that are made of a step's name, with what they are in the text that is
 * generated once it has another.
 */
export function renamedWords(before: string, after: string, { from, to }: StepRename): Identifiers {
  const forms = [(name: string) => name, camelCase, pascalCase, constantCase];
  const there = new Set(after.match(WORD));
  const found = new Map<string, string>();
  for (const word of new Set(before.match(WORD))) {
    const now = forms
      .map((form) => word.replace(form(from), form(to)))
      .find((name) => name !== word && there.has(name));
    if (now !== undefined) found.set(word, now);
  }
  return found;
}

/**
 * Returns a generated file that somebody has edited with other words, in whatever its owner has made of it, too. A
 * plain word, which prose may have as well, counts in code and next to the marks of code.
 */
export function withWords(path: string, text: string, words: Identifiers): string {
  const inText = (part: string) =>
    part.replace(WORD, (word, at: number) => {
      const isPlain = /^[a-z]+$/.test(word);
      const isCode =
        /["'`/.[]/.test(part.charAt(at - 1)) ||
        /^(?:["'`/\]]| *[=:])/.test(part.slice(at + word.length));
      return isPlain && !isCode ? word : (words.get(word) ?? word);
    });
  const tokens = path.endsWith(".ts") ? tokenize(text) : undefined;
  if (tokens === undefined) return inText(text);
  const places = tokens.map((token) => ({ token }));
  return withTokens(text, places, ({ token: { kind, text: code } }) =>
    kind === "word" ? words.get(code) : inText(code),
  );
}
