import { emitKeypressEvents, type Interface } from "node:readline";
import { type Look, lookOf } from "../../report/look.ts";
import { type Ask, Back } from "../ask.ts";
import { withBack } from "../back.ts";
import {
  askChoice,
  askText,
  askTicks,
  askYesNo,
  type UntilAnswered,
} from "./terminal-questions.ts";

/** Milliseconds after Esc in which a terminal would have sent the rest of a key's sequence. */
const ESCAPE_WAIT = 100;

/** Clears what is on the screen; what was scrolled away stays. */
const CLEAR = "\u001b[H\u001b[J";

const BACK = "back";
const RESIZED = "resized";

type Draw = Parameters<Ask["show"]>[0];

/**
 * Asks a person at the terminal, with inquirer's prompts.
 *
 * Every question rejects with inquirer's `ExitPromptError` on Ctrl-C, with `AbortPromptError` once
 * the signal is aborted, and with {@link Back} on Esc.
 */
export function askAtTerminal(signal: AbortSignal): Ask {
  // Who asks for the keys first says how long a single Esc is waited for.
  emitKeypressEvents(process.stdin, { escapeCodeTimeout: ESCAPE_WAIT } as unknown as Interface);
  let page: readonly Draw[] = [];
  let isAnswered = false;
  const until: UntilAnswered = async (backKeys, prompt) => {
    isAnswered = true;
    for (;;) {
      const outcome = await interruptible(signal, backKeys, (running) =>
        prompt(currentLook(), running),
      );
      if (outcome !== RESIZED) return outcome.answer;
      process.stdout.write(CLEAR);
      for (const draw of page) write(draw);
    }
  };
  return {
    text: (question) => askText(until, question),
    choice: (question) => askChoice(until, question),
    ticks: (question) => askTicks(until, question),
    yesNo: (question) => askYesNo(until, question),
    show: (draw) => {
      page = isAnswered ? [draw] : [...page, draw];
      isAnswered = false;
      write(draw);
    },
  };
}

function currentLook(): Look {
  const { env, platform, stdout } = process;
  // Some pseudo terminals have no size of their own.
  const columns = stdout.columns || Number(env.COLUMNS) || undefined;
  return lookOf({ columns, platform, env });
}

const write = (draw: Draw): void => {
  process.stdout.write(`\n${draw(currentLook())}\n\n`);
};

/** Runs a prompt until it is answered, somebody wants the one before it, or the terminal has another size. */
async function interruptible<Answer>(
  signal: AbortSignal,
  backKeys: readonly string[],
  prompt: (running: { signal: AbortSignal; clearPromptOnDone: boolean }) => Promise<Answer>,
): Promise<{ readonly answer: Answer } | typeof RESIZED> {
  const stop = new AbortController();
  const running = { signal: AbortSignal.any([signal, stop.signal]), clearPromptOnDone: false };
  const end = (reason: typeof BACK | typeof RESIZED) => {
    running.clearPromptOnDone = true;
    stop.abort(reason);
  };
  const onKey = (_: unknown, { name = "", ctrl }: { readonly name?: string; ctrl?: boolean }) => {
    if (backKeys.includes(name)) end(BACK);
    // Who leaves may come back to the question: it is asked once more then.
    if (ctrl && name === "c") running.clearPromptOnDone = true;
  };
  const onResize = () => end(RESIZED);
  process.stdin.on("keypress", onKey);
  process.stdout.on("resize", onResize);
  try {
    return { answer: await prompt(running) };
  } catch (error) {
    if (stop.signal.reason === RESIZED) return RESIZED;
    throw stop.signal.reason === BACK ? new Back() : error;
  } finally {
    process.stdin.off("keypress", onKey);
    process.stdout.off("resize", onResize);
  }
}

/** Has questions answered at the terminal, each of which can be left for the one before it. */
export const atTerminal = <Result>(
  signal: AbortSignal,
  flow: (ask: Ask) => Promise<Result>,
  leaving?: (ask: Ask) => Promise<void>,
): Promise<Result> => withBack(askAtTerminal(signal), flow, leaving);
