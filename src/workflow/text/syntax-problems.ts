import type { Document, ErrorCode } from "yaml";
import type { Message } from "../../messages/message.ts";
import { printable, quote } from "../findings/finding.ts";
import { indentationMistake } from "./indentation.ts";
import { causeAbove } from "./syntax-causes.ts";

/** A message about a place in a text. */
export type MessageInText = Message & { readonly offset: number };

interface Syntax {
  readonly message: string;
  readonly suggestion: string;
}

const SYNTAX: { readonly [Code in ErrorCode]?: Syntax } = {
  TAB_AS_INDENT: {
    message: "YAML must be indented with spaces, but this line has a tab.",
    suggestion: "Replace the tab with spaces.",
  },
  MULTIPLE_DOCS: {
    message: "The file has more than one YAML document; the second one begins here.",
    suggestion: 'Keep one workflow in the file, without a line "---" in it.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A text that contains ": " looks like a key and its value.',
    suggestion: "Quote the text, or align the keys of a mapping in one column.",
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "A key spans several lines.",
    suggestion: 'Check that each key is followed by ":", and the indentation.',
  },
  BAD_SCALAR_START: {
    message: "A text cannot begin with this character.",
    suggestion: "Put the text in quotes.",
  },
  MISSING_CHAR: {
    message: "A quote, a bracket, or a dash before an item is missing here.",
    suggestion: "Add the missing character, or correct the indentation.",
  },
  BAD_INDENT: {
    message: "This line is not indented like the lines that it belongs to.",
    suggestion: "Indent with two spaces a level, and close every bracket.",
  },
  UNEXPECTED_TOKEN: {
    message: "This text is not allowed here.",
    suggestion: "Remove it, or add what is missing before it.",
  },
  RESOURCE_EXHAUSTION: {
    message: "Lists or mappings are nested too deep.",
    suggestion: "A workflow needs six levels.",
  },
  TAG_RESOLVE_FAILED: {
    message: "YAML tags are not allowed in a workflow.",
    suggestion: 'Remove the word with the "!", or quote the text.',
  },
};

const OPEN: Syntax = {
  message: 'A "[" or "{" is not closed, or its content is not indented.',
  suggestion: "Indent with two spaces a level, and close every bracket.",
};

/**
 * Returns repeated keys, and the first other problem of each line: what follows there follows from
 * it, as does what is wrong beside a line that is not indented right.
 */
export function syntaxProblems(document: Document.Parsed, text: string): MessageInText[] {
  const errors = [...document.errors, ...document.warnings];
  const isBroken = errors.some(({ code }) => code !== "DUPLICATE_KEY" && code !== "TAB_AS_INDENT");
  const mistake = isBroken ? (causeAbove(errors, text) ?? indentationMistake(text)) : undefined;
  const reported = new Set<number | string>();
  const problems = errors.flatMap(({ code, message, pos }) => {
    const offset = Math.min(Math.max(pos[0], 0), text.length);
    const line = lineOf(text, offset);
    if (mistake && line >= mistake.line - 1) return [];
    if (code === "DUPLICATE_KEY") return [duplicateKey(text, offset)];
    const place = code === "RESOURCE_EXHAUSTION" ? code : line;
    if (reported.has(place)) return [];
    reported.add(place);
    const isOpen = code === "BAD_INDENT" && message.startsWith("Flow");
    const known = isOpen
      ? OPEN
      : (colonProblem(code, text.split("\n")[line] ?? "") ?? SYNTAX[code]);
    return [
      {
        code: code === "MULTIPLE_DOCS" ? "MULTIPLE_DOCUMENTS" : "YAML_SYNTAX",
        message:
          known?.message ??
          `Not valid YAML: ${printable(message.slice(0, 200)).replace(/\.?$/, ".")}`,
        suggestion: known?.suggestion ?? "Correct the YAML here.",
        offset,
      },
    ];
  });
  if (mistake === undefined) return problems;
  const { message, suggestion, line, column } = mistake;
  const offset = offsetOfLine(text, line) + column;
  return [...problems, { code: "YAML_SYNTAX", message, suggestion, offset }];
}

const lineOf = (text: string, offset: number): number =>
  text.slice(0, offset).split("\n").length - 1;

const offsetOfLine = (text: string, line: number): number =>
  text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0);

/** Reports a key that lacks its colon, or the space behind that. */
function colonProblem(code: ErrorCode, line: string): Syntax | undefined {
  if (code !== "MULTILINE_IMPLICIT_KEY") return undefined;
  const [, key, colon, value] = /^[\s-]*([A-Za-z]+)(:| +)(\S.*?)\s*$/.exec(line) ?? [];
  if (key === undefined) return undefined;
  return {
    message:
      colon === ":" ? 'A space is missing after the ":".' : 'A ":" is missing after the key.',
    suggestion: `Write ${quote(`${key}: ${value}`)}.`,
  };
}

function duplicateKey(text: string, offset: number): MessageInText {
  const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,}]*)/.exec(text.slice(offset))?.[0] ?? "";
  return {
    code: "DUPLICATE_KEY",
    message: `The key ${quote(key.replace(/^["']|["']$/g, ""))} appears twice.`,
    suggestion: "Keep one of them.",
    offset,
  };
}
