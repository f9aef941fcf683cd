import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  makeTheme,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from "@inquirer/core";
import type { Choice } from "../ask.ts";
import { cyan, dim, type TerminalTheme } from "./terminal-style.ts";

/** The ticked values, and the position of the cursor. */
export interface Ticks<Value extends string = string> {
  readonly ticked: readonly Value[];
  readonly active: number;
}

interface TicksPrompt {
  readonly asking: string;
  /** Returns the text that stays of the question once it is answered. */
  readonly answered: (ticked: readonly string[]) => string;
  readonly choices: readonly Choice<string>[];
  readonly start: Ticks;
  readonly cursor: string;
  readonly boxes: readonly [ticked: string, open: string];
  /** Returns an explanation of the choice under the cursor. */
  readonly explain: (choice: Choice<string>) => string;
  readonly keys: string;
  readonly pageSize: number;
  readonly validate: (ticked: readonly string[]) => true | string;
  /** Hears every change. */
  readonly onTick: (ticks: Ticks) => void;
  readonly theme: TerminalTheme;
}

/** Asks for any number of choices; inquirer's own `checkbox` cannot go on where it was, e.g. in a resized terminal. */
export const ticksPrompt = createPrompt<readonly string[], TicksPrompt>((question, done) => {
  const { choices } = question;
  const [status, setStatus] = useState<"idle" | "done">("idle");
  const [ticks, setTicks] = useState(question.start);
  const [mistake, setMistake] = useState<string>();
  const prefix = usePrefix({ status, theme: makeTheme(question.theme) });
  const change = (next: Ticks) => {
    setMistake(undefined);
    setTicks(next);
    question.onTick(next);
  };
  useKeypress((key) => {
    if (isEnterKey(key)) {
      const verdict = question.validate(ticks.ticked);
      if (verdict !== true) return setMistake(verdict);
      setStatus("done");
      done(ticks.ticked);
    } else if (isUpKey(key) || isDownKey(key)) {
      const next = ticks.active + (isUpKey(key) ? -1 : 1);
      change({ ...ticks, active: Math.min(Math.max(next, 0), choices.length - 1) });
    } else if (isSpaceKey(key)) {
      const choice = choices[ticks.active];
      if (choice === undefined || choice.disabled !== undefined) return;
      change({ ...ticks, ticked: toggled(choices, ticks.ticked, choice.value) });
    }
  });
  const [tickedBox, openBox] = question.boxes;
  const page = usePagination({
    items: choices,
    active: ticks.active,
    loop: false,
    pageSize: question.pageSize,
    renderItem: ({ item, isActive }) => {
      const box = ticks.ticked.includes(item.value) ? tickedBox : openBox;
      const line = `${isActive ? question.cursor : " "} ${box} ${item.name}`;
      if (item.disabled !== undefined) return dim(line);
      return isActive ? cyan(line) : line;
    },
  });
  if (status === "done") return `${prefix} ${question.answered(ticks.ticked)}`;
  const active = choices[ticks.active];
  return [
    `${prefix} ${question.asking}`,
    page,
    " ",
    ...(active ? [question.explain(active)] : []),
    ...(mistake === undefined ? [] : [question.theme.style.error(mistake)]),
    question.keys,
  ].join("\n");
});

/** The values in the order of the choices. */
const toggled = (choices: readonly Choice<string>[], ticked: readonly string[], value: string) =>
  choices.map((choice) => choice.value).filter((one) => ticked.includes(one) !== (one === value));
