import { painter } from "../report/colour.ts";
import { fold } from "../report/wrap.ts";
import { type DocumentedRule, PAGES } from "../workflow/rules/pages.ts";

/** Columns of a terminal that the text keeps to. */
const WIDTH = 80;

/** Returns the documentation of the rules with a code, `undefined` where no rule has it. */
export function ruleHelp(
  code: string,
  { colour }: { readonly colour: boolean },
): string | undefined {
  const rules = PAGES.filter(({ codes }) => codes.includes(code));
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
  const found = invalid.find(({ codes }) => codes.includes(code)) ?? invalid[0];
  const shown = (heading: string, yaml: string | undefined) =>
    yaml === undefined ? [] : ["", paint("bold", heading), indented(yaml)];
  return [
    paint("bold", title),
    "",
    fold(text, WIDTH),
    ...shown(`Finds ${found?.codes.join(", ")} in`, found?.yaml),
    ...shown("Takes", valid[0]),
  ].join("\n");
}

const indented = (yaml: string): string => yaml.trim().replaceAll(/^/gm, "  ");
