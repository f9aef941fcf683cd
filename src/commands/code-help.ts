import { CODE_TOPICS } from "../messages/codes.ts";
import type { CodeTopic } from "../messages/message.ts";
import { painter } from "../report/colour.ts";
import { fold } from "../report/wrap.ts";
import { type DocumentedRule, RULE_PAGES } from "../workflow/rules/pages.ts";

/** Columns of a terminal that the text keeps to. */
const WIDTH = 80;

/** Returns the documentation of the messages with a code, `undefined` where none has it. */
export function codeHelp(
  code: string,
  { colour }: { readonly colour: boolean },
): string | undefined {
  const paint = painter(colour);
  const rules = RULE_PAGES.filter(({ codes }) => codes.includes(code));
  const topics = CODE_TOPICS.filter(({ codes }) => Object.hasOwn(codes, code));
  const pages = [
    ...rules.map((rule) => rulePage(rule, code, paint)),
    ...topics.map((topic) => topicPage(topic, code, paint)),
  ];
  return pages.length === 0 ? undefined : pages.join("\n\n");
}

function topicPage(
  { title, text, codes }: CodeTopic,
  code: string,
  paint: ReturnType<typeof painter>,
): string {
  return [paint("bold", title), "", fold(text, WIDTH), "", fold(codes[code] ?? "", WIDTH)].join(
    "\n",
  );
}

function rulePage(
  { title, text, valid, invalid }: DocumentedRule,
  code: string,
  paint: ReturnType<typeof painter>,
): string {
  const found = invalid.find(({ codes }) => codes.includes(code));
  return [
    paint("bold", title),
    "",
    fold(text, WIDTH),
    "",
    paint("bold", `Finds ${code} in`),
    indented(found?.yaml ?? ""),
    "",
    paint("bold", "Takes"),
    indented(valid[0] ?? ""),
  ].join("\n");
}

const indented = (yaml: string): string => yaml.trim().replaceAll(/^/gm, "  ");
