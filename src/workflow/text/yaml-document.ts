import { type Document, parseDocument } from "yaml";

/** Options without messages, which the check of the workflow words itself; the tokens say where an edit goes. */
const OPTIONS = { prettyErrors: false, logLevel: "error", keepSourceTokens: true } as const;

/** A change reads a workflow before, in between and after. */
const MOST_KEPT = 4;

const parsed = new Map<string, Document.Parsed>();

/**
 * Returns the YAML document that a text is, with its positions; it is shared, and nobody changes it. A text without a
 * byte order mark is parsed once: a change asks for that of a workflow's seven times.
 */
export function yamlOf(text: string): Document.Parsed {
  const document = parsed.get(text) ?? parseDocument(text, OPTIONS);
  const [oldest] = parsed.keys();
  if (parsed.size === MOST_KEPT && oldest !== undefined) parsed.delete(oldest);
  parsed.set(text, document);
  return document;
}

/** Returns a text without the byte order mark that it may begin with. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");
