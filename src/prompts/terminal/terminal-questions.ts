import { confirm, select } from "@inquirer/prompts";
import type { Look } from "../../report/look.ts";
import {
  Back,
  type ChoiceQuestion,
  type TextQuestion,
  type TickQuestion,
  type YesNoQuestion,
} from "../ask.ts";
import {
  answered,
  asked,
  asking,
  below,
  cursorOf,
  cyan,
  dim,
  explanation,
  keys,
  themeOf,
} from "./terminal-style.ts";
import { textPrompt } from "./text-prompt.ts";
import { type Ticks, ticksPrompt } from "./ticks-prompt.ts";

/** Choices that are seen at once, so that a small terminal holds a question. */
const PAGE = 12;

/** Typed instead of an answer, it leads to the question before, as Esc does. */
const BACK = "<";

/** The settings that a prompt of inquirer's is run with. */
export interface Running {
  readonly signal: AbortSignal;
  readonly clearPromptOnDone: boolean;
}

/** Runs a prompt until it is answered: again where the terminal has another size. */
export type UntilAnswered = <Answer>(
  backKeys: readonly string[],
  prompt: (look: Look, running: Running) => Promise<Answer>,
) => Promise<Answer>;

/** Asks for a line of text; what is typed outlives another size of the terminal. */
export async function askText(until: UntilAnswered, question: TextQuestion): Promise<string> {
  const { message, about, hint, default: preset = "", normalise } = question;
  const meant = (line: string) => {
    const answer = line.trim() || preset;
    return normalise ? normalise(answer) : answer;
  };
  let typed = question.present ?? "";
  const line = await until(["escape"], (look, running) =>
    textPrompt(
      {
        asking: `${asking(message, about, look)}\n${question.keys ? dim(below(question.keys, look)) : keys(hint ?? "Enter go on", look)}`,
        answered: (answer) =>
          asked(message, look) +
          answered(message, answer.trim() === BACK ? "back" : meant(answer), look),
        cursor: cursorOf(look),
        suggestion: preset,
        typed,
        validate: (answer) =>
          answer.trim() === BACK || (question.validate?.(meant(answer)) ?? true),
        onType: (now) => {
          typed = now;
          question.onType?.(now);
        },
        theme: themeOf(look),
      },
      running,
    ),
  );
  if (line.trim() === BACK) {
    question.onType?.(question.present ?? "");
    throw new Back();
  }
  return meant(line);
}

/** Asks for one of some choices. */
export function askChoice<Value extends string>(
  until: UntilAnswered,
  { message, about, choices, default: preset }: ChoiceQuestion<Value>,
): Promise<Value> {
  let active = preset;
  return until(["escape", "left"], (look, running) =>
    select(
      {
        message,
        choices: choices.map((choice) => ({
          value: choice.value,
          name: choice.name,
          description: explanation(choice, look),
          disabled: choice.disabled !== undefined && "(not now)",
        })),
        default: active,
        loop: false,
        pageSize: PAGE,
        theme: {
          ...themeOf(look),
          icon: { cursor: cursorOf(look) },
          i18n: { disabledError: "It cannot be chosen now." },
          style: {
            ...themeOf(look).style,
            message: messageIn(look, about),
            answer: (text: string) => answered(message, text, look).replace(/^ /, ""),
            disabled: dim,
            description: (text: string) => text,
            highlight: (text: string) => {
              active = choices.find(({ name }) => text.endsWith(name))?.value ?? active;
              return cyan(text);
            },
            keysHelpTip: () =>
              keys(`${look.hasBoxes ? "↑↓" : "Up, Down"} move, Enter choose`, look),
          },
        },
      },
      running,
    ),
  );
}

const messageIn = (look: Look, about: string | undefined) => (text: string, status: string) =>
  status === "done" ? asked(text, look) : asking(text, about, look);

/** Asks for any number of choices; what is ticked outlives another size of the terminal. */
export function askTicks<Value extends string>(
  until: UntilAnswered,
  { message, about, choices, present, validate = () => true, onTick }: TickQuestion<Value>,
): Promise<readonly Value[]> {
  let ticks: Ticks<Value> = { ticked: present, active: 0 };
  const namesOf = (ticked: readonly Value[]) =>
    choices.filter(({ value }) => ticked.includes(value)).map(({ name }) => name);
  const valuesOf = (ticked: readonly string[]) =>
    choices.map(({ value }) => value).filter((value) => ticked.includes(value));
  return until(["escape", "left"], async (look, running) => {
    const ticked = await ticksPrompt(
      {
        asking: asking(message, about, look),
        answered: (chosen) =>
          asked(message, look) + answered(message, namesOf(valuesOf(chosen)).join(", "), look),
        choices,
        start: ticks,
        cursor: cursorOf(look),
        boxes: look.hasBoxes ? ["◉", "◯"] : ["[x]", "[ ]"],
        explain: (choice) => explanation(choice, look),
        keys: keys("Space tick, Enter go on", look),
        pageSize: PAGE,
        validate: (chosen) => validate(valuesOf(chosen)),
        onTick: (now) => {
          ticks = { ...now, ticked: valuesOf(now.ticked) };
          onTick?.(ticks.ticked);
        },
        theme: themeOf(look),
      },
      running,
    );
    return valuesOf(ticked);
  });
}

/** Asks for a yes or a no. */
export function askYesNo(
  until: UntilAnswered,
  { message, about, default: preset }: YesNoQuestion,
): Promise<boolean> {
  return until(["escape"], (look, running) =>
    confirm(
      {
        message,
        default: preset,
        theme: {
          ...themeOf(look),
          style: { ...themeOf(look).style, message: messageIn(look, about) },
        },
      },
      running,
    ),
  );
}
