import { styleText } from "node:util";
import { confirm, input, select } from "@inquirer/prompts";
import type { Ask } from "./ask.ts";

const dim = (text: string) => styleText("dim", text);

/** Choices that are seen at once: all of a question's, except names of steps. */
const PAGE = 12;

const shown = (answer: string) => (answer === "" ? dim("none") : styleText("cyan", answer));

/** The message in bold, what explains it until it is answered, the default as a placeholder. */
const themeWith = (hint: string | undefined) => ({
  style: {
    message: (text: string, status: string) =>
      status === "done" || hint === undefined
        ? styleText("bold", text)
        : `${styleText("bold", text)} ${dim(`(${hint})`)}`,
    defaultAnswer: dim,
  },
});

/**
 * Asks a person at the terminal, with inquirer's prompts.
 *
 * Every question rejects with inquirer's `ExitPromptError` on Ctrl-C, and with `AbortPromptError`
 * once the signal is aborted.
 */
export function askAtTerminal(signal: AbortSignal): Ask {
  const context = { signal };
  return {
    text: async ({ message, hint, default: preset, normalise, validate }) => {
      const meant = (typed: string) => (normalise ? normalise(typed.trim()) : typed.trim());
      const answer = await input(
        {
          message,
          ...(preset !== undefined && { default: preset }),
          ...(validate && { validate: (typed: string) => validate(meant(typed)) }),
          theme: themeWith(hint),
          transformer: (typed, { isFinal }) => (isFinal ? shown(meant(typed)) : typed),
        },
        context,
      );
      return meant(answer);
    },
    choice: ({ message, choices, default: preset }) =>
      select({ message, choices, default: preset, loop: false, pageSize: PAGE }, context),
    yesNo: ({ message, default: preset }) => confirm({ message, default: preset }, context),
    show: (text) => {
      process.stdout.write(`\n${text}\n\n`);
    },
  };
}
