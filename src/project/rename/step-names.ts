import { camelCase, constantCase, pascalCase } from "../../workflow/letter-case.ts";

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

const IDENTIFIER = /(?<![\w$.])[A-Za-z_$][\w$]*/g;

/**
 * Returns the identifiers of a generated text that are made of a step's name, with what they are in
 * the text that is generated once it has another.
 */
export function renamedIdentifiers(
  before: string,
  after: string,
  { from, to }: StepRename,
): Identifiers {
  const there = new Set(after.match(IDENTIFIER));
  const found = new Map<string, string>();
  for (const name of new Set(before.match(IDENTIFIER))) {
    const now =
      name === camelCase(from) ? camelCase(to) : name.replace(pascalCase(from), pascalCase(to));
    if (now !== name && there.has(now)) found.set(name, now);
  }
  return found;
}

/** Returns code with other identifiers: whole words, never the name of a property that is read. */
export const withIdentifiers = (text: string, identifiers: Identifiers): string =>
  identifiers.size === 0
    ? text
    : text.replace(
        /(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g,
        (name) => identifiers.get(name) ?? name,
      );

/**
 * Returns code that reads what a step has left under its new name: `results.createOrder`, `results: { createOrder }`
 * and `{ createOrder } = state.results`.
 */
export function withResults(text: string, { from, to }: StepRename): string {
  const [old, now] = [camelCase(from), camelCase(to)];
  const reading = new RegExp(`(?<![\\w$])(results|errors)(\\??\\.)${old}(?![\\w$])`, "g");
  const read = text.replace(reading, (_, root: string, dot: string) => root + dot + now);
  const listing =
    /(?<=(?<![\w$])(?:results|errors)\s*:\s*)\{|\{(?=[^{}]*\}\s*=[\w$.?\s]*\b(?:results|errors)\b(?!\s*[\w$.]))/g;
  const places = [...read.matchAll(listing)].map(({ index }) => index);
  return places.reduceRight((code, start) => withKey(code, start, old, now), read);
}

/** Renames a key of the object, or of the pattern, that begins at a place of a text. */
function withKey(text: string, start: number, old: string, now: string): string {
  const tokens = new RegExp(
    `[{([]|[})\\]]|"[^"\\n]*"|'[^'\\n]*'|(?<=[{,]\\s*)${old}(?![\\w$])(\\s*:)?`,
    "g",
  );
  let depth = 0;
  let isOver = false;
  const named = text.slice(start).replace(tokens, (token, colon: string | undefined) => {
    if (isOver) return token;
    if (/^[{([]$/.test(token)) depth += 1;
    else if (/^[})\]]$/.test(token)) {
      depth -= 1;
      isOver = depth === 0;
    } else if (depth === 1 && token.startsWith(old)) return now + (colon ?? `: ${old}`);
    return token;
  });
  return text.slice(0, start) + named;
}

/**
 * Returns a text in which every word that is a step's name, in any notation, or begins with it, is the new one.
 *
 * @param generated the text that Unchain generated: a word that begins with the name and is not in it is the owner's
 */
export function withWords(text: string, { from, to }: StepRename, generated: string): string {
  const known = new Set(generated.match(/[\w$]+/g));
  const words = [
    [from, to],
    [camelCase(from), camelCase(to)],
    [pascalCase(from), pascalCase(to)],
  ] as const;
  const renamed = words.reduce(
    (content, [old, now]) =>
      content.replaceAll(
        new RegExp(`(?<![\\w$])(?<!\\w-)${old}(?!-?[a-z0-9_$])[\\w$]*`, "g"),
        (word) => (word === old || known.has(word) ? now + word.slice(old.length) : word),
      ),
    text,
  );
  const ofQueues = new RegExp(`(?<=\\bQUEUE_URL_)${constantCase(from)}(?=(?:_DLQ)?\\b)`, "g");
  return renamed.replaceAll(ofQueues, constantCase(to));
}
