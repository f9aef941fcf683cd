import { painter } from "../report/colour.ts";
import { fold } from "../report/wrap.ts";
import { type DocumentedRule, RULE_PAGES } from "../workflow/rules/pages.ts";

/** Columns of a terminal that the text keeps to. */
const WIDTH = 80;

/** Returns the documentation of the rules with a code, `undefined` where no rule has it. */
export function ruleHelp(
  code: string,
  { colour }: { readonly colour: boolean },
): string | undefined {
  const rules = RULE_PAGES.filter(({ codes }) => codes.includes(code));
  const paint = painter(colour);
  return rules.length === 0
    ? undefined
    : rules.map((rule) => pageOf(rule, code, paint)).join("\n\n");
}

function pageOf(
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
