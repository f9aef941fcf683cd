import type { ErrorCode } from "yaml";
import { quote } from "../findings/finding.ts";
import type { SyntaxMistake } from "./indentation.ts";

/** A value that begins with a quote which its line does not close. */
const OPEN_QUOTE = /^[\s-]*(?:[\w$]+:\s+)?(["'])(?:(?!\1).)*$/;

/** A dash without the space behind it, in front of a key. */
const TIGHT_DASH = /^(\s*)-([A-Za-z]\w*:(?:\s.*)?)$/;

/** Finds the line above an error of the parser that is the cause of it. */
export function causeAbove(
  errors: readonly { readonly code: ErrorCode; readonly message: string }[],
  text: string,
): SyntaxMistake | undefined {
  const lines = text.split(/\r?\n/);
  const lacksQuote = ({ code, message }: (typeof errors)[number]) =>
    code === "MISSING_CHAR" && message.includes("quote");
  if (errors.some(lacksQuote)) return openQuote(lines);
  return errors.some(({ code }) => code === "BLOCK_AS_IMPLICIT_KEY") ? tightDash(lines) : undefined;
}

function openQuote(lines: readonly string[]): SyntaxMistake | undefined {
  const line = lines.findLastIndex((one) => OPEN_QUOTE.test(one));
  const sign = OPEN_QUOTE.exec(lines[line] ?? "")?.[1];
  if (sign === undefined) return undefined;
  return {
    line,
    column: lines[line]?.indexOf(sign) ?? 0,
    message: "The quote that begins here is not closed.",
    suggestion: `Add ${sign} at the end of the text.`,
  };
}

function tightDash(lines: readonly string[]): SyntaxMistake | undefined {
  const line = lines.findIndex((one) => TIGHT_DASH.test(one));
  const [, space = "", item] = TIGHT_DASH.exec(lines[line] ?? "") ?? [];
  if (item === undefined) return undefined;
  return {
    line,
    column: space.length,
    message: "A space is missing after the dash.",
    suggestion: `Write ${quote(`- ${item.trim()}`)}.`,
  };
}
