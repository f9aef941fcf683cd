import { styleText } from "node:util";
import type { Look } from "../../report/look.ts";
import { wrap } from "../../report/wrap.ts";
import type { Choice } from "../ask.ts";

export const dim = (text: string) => styleText("dim", text);
export const cyan = (text: string) => styleText("cyan", text);

/** The prefix of a question, that of its answer, and the form of a mistake. */
export interface TerminalTheme {
  readonly prefix: { readonly idle: string; readonly done: string };
  readonly style: { readonly error: (text: string) => string };
}

/** Returns the theme of inquirer's prompts. */
export const themeOf = (look: Look): TerminalTheme => ({
  prefix: { idle: styleText("blue", "?"), done: styleText("green", look.hasBoxes ? "✔" : "*") },
  style: { error: (text) => styleText("red", wrap(`> ${text}`, look.width).join("\n")) },
});

/** Returns the mark of the line that keys have an effect on. */
export const cursorOf = ({ hasBoxes }: Look): string => (hasBoxes ? "❯" : ">");

/** Returns a question that is answered, behind its mark. */
export const asked = (message: string, { width }: Look): string =>
  styleText("bold", wrap(message, width - "? ".length).join("\n"));

/** Returns the lines below a question. */
export const below = (text: string, { width }: Look): string =>
  wrap(text, width - 2, "")
    .map((line) => `  ${line}`)
    .join("\n");

/** Returns a question until it is answered, with what explains it. */
export const asking = (message: string, about: string | undefined, look: Look): string =>
  about === undefined
    ? asked(message, look)
    : `${asked(message, look)}\n${dim(below(about, look))}`;

/** Returns the answer behind its question, or below it where both do not fit into a line. */
export function answered(message: string, answer: string, look: Look): string {
  const told = answer === "" ? "none" : answer;
  const isShort = "? ".length + message.length + 1 + told.length <= look.width;
  return isShort ? ` ${cyan(told)}` : `\n${cyan(below(told, look))}`;
}

/** Returns the line that says what can be done. */
export const keys = (own: string, look: Look): string =>
  dim(below(`${own}. Esc back, Ctrl-C leave`, look));

/** Returns what explains a choice, or why it cannot be chosen. */
export const explanation = ({ disabled, description }: Choice<string>, look: Look): string =>
  disabled === undefined
    ? cyan(below(description, look))
    : styleText("yellow", below(`Not now: ${disabled}`, look));
