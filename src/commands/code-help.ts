import { closest } from "../cli/arguments/closest.ts";
import { CODE_TOPICS } from "../messages/codes.ts";
import type { CodeTopic, Message } from "../messages/message.ts";
import { painter } from "../report/colour.ts";
import { fold } from "../report/wrap.ts";
import { type DocumentedRule, RULE_PAGES } from "../workflow/rules/pages.ts";

/** Columns that the text keeps to in a wider terminal. */
const WIDEST = 80;

/** Returns the documentation of the messages with a code, `undefined` where none has it. */
export function codeHelp(
  code: string,
  { colour, width = WIDEST }: { readonly colour: boolean; readonly width?: number },
): string | undefined {
  const look = { paint: painter(colour), width: Math.min(width, WIDEST) };
  const rules = RULE_PAGES.filter(({ codes }) => codes.includes(code));
  const topics = CODE_TOPICS.filter(({ codes }) => Object.hasOwn(codes, code));
  const pages = [
    ...rules.map((rule) => rulePage(rule, code, look)),
    ...topics.map((topic) => topicPage(topic, code, look)),
  ];
  return pages.length === 0 ? undefined : pages.join("\n\n");
}

/** Says that no message has a code, with the one that was meant. */
export function unknownCode(code: string): Message {
  const codes = [...RULE_PAGES.map((rule) => rule.codes), ...CODE_TOPICS.map(codesOf)].flat();
  const near = closest(code, codes);
  return {
    code: "UNKNOWN_CODE",
    message: `No message has the code ${code}.`,
    ...(near
      ? { suggestion: "Did you mean:", run: { words: ["help", near] } }
      : { suggestion: "Each error and warning ends with its code, e.g. UNKNOWN_KEY." }),
  };
}

const codesOf = ({ codes }: CodeTopic): string[] => Object.keys(codes);

interface Look {
  readonly paint: ReturnType<typeof painter>;
  readonly width: number;
}

function topicPage(
  { title, text, codes }: CodeTopic,
  code: string,
  { paint, width }: Look,
): string {
  const texts = [text, codes[code] ?? ""].map((one) => fold(one, width));
  return [paint("bold", fold(title, width)), ...texts].join("\n\n");
}

function rulePage(
  { title, text, valid, invalid }: DocumentedRule,
  code: string,
  { paint, width }: Look,
): string {
  const found = invalid.find(({ codes }) => codes.includes(code));
  return [
    paint("bold", fold(title, width)),
    "",
    fold(text, width),
    "",
    paint("bold", `Finds ${code} in`),
    indented(found?.yaml ?? ""),
    "",
    paint("bold", "Takes"),
    indented(valid[0] ?? ""),
  ].join("\n");
}

const indented = (yaml: string): string => yaml.trim().replaceAll(/^/gm, "  ");
