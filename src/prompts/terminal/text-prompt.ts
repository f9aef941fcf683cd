import {
  createPrompt,
  isEnterKey,
  isTabKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from "@inquirer/core";
import { dim, type TerminalTheme } from "./terminal-style.ts";

interface TextPrompt {
  /** The lines above what is typed. */
  readonly asking: string;
  /** Returns the text that stays of the question once it is answered. */
  readonly answered: (typed: string) => string;
  readonly cursor: string;
  /** Shown where nothing is typed; Tab puts it into the line, to be changed. */
  readonly suggestion: string;
  /** The text that is in the line from the start. */
  readonly typed: string;
  readonly validate: (typed: string) => true | string;
  /** Hears every change of the line. */
  readonly onType: (typed: string) => void;
  readonly theme: TerminalTheme;
}

/** Asks for a line of text that may be there already; inquirer's own `input` does not let one take that away. */
export const textPrompt = createPrompt<string, TextPrompt>((question, done) => {
  const [status, setStatus] = useState<"idle" | "done">("idle");
  const [typed, setTyped] = useState(question.typed);
  const [mistake, setMistake] = useState<string>();
  const prefix = usePrefix({ status, theme: makeTheme(question.theme) });
  const change = (line: string) => {
    setTyped(line);
    question.onType(line);
  };
  useEffect((line) => line.write(question.typed), []);
  useKeypress((key, line) => {
    if (isEnterKey(key)) {
      const verdict = question.validate(typed);
      if (verdict === true) {
        setStatus("done");
        done(typed);
      } else {
        // Enter has taken the text out of the line.
        line.write(typed);
        setMistake(verdict);
      }
      return;
    }
    if (isTabKey(key)) {
      line.clearLine(0);
      line.write(typed === "" ? question.suggestion : typed);
    }
    setMistake(undefined);
    change(line.line);
  });
  if (status === "done") return `${prefix} ${question.answered(typed)}`;
  const shown = typed === "" && question.suggestion !== "" ? dim(`${question.suggestion} `) : typed;
  return [
    `${prefix} ${question.asking}\n${question.cursor} ${shown}`,
    mistake === undefined ? "" : question.theme.style.error(mistake),
  ];
});
