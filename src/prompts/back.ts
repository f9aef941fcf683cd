import { type Ask, Back, type ChoiceQuestion, type TickQuestion } from "./ask.ts";

type Answer = string | boolean | readonly string[];

interface Given {
  readonly message: string;
  readonly answer: Answer;
}

/** The answers of a conversation: those that hold, and those that were taken back. */
export interface Conversation {
  readonly given: Given[];
  /** By the message of their question, the one to be offered first at the end. */
  readonly takenBack: Map<string, Answer[]>;
}

/**
 * Asks questions of which each can be left for the one before it.
 *
 * The questions are run again with all answers but the last; what was taken back is offered where
 * the same question comes again. So `flow` does nothing but ask, and asks the same for the same answers.
 *
 * @param leaving asked of somebody who leaves, by Ctrl-C or with no result; going back from there
 *   goes on with the questions
 * @param conversation the answers from before, behind which the questions go on
 */
export async function withBack<Result>(
  person: Ask,
  flow: (ask: Ask) => Promise<Result>,
  leaving: (ask: Ask, conversation: Conversation) => Promise<void> = async () => {},
  conversation: Conversation = { given: [], takenBack: new Map() },
): Promise<Result> {
  for (;;) {
    const end = await ended(flow, person, conversation);
    const { error, result } = end;
    const hasNoResult = error === undefined && result === undefined;
    if (error instanceof Back || hasNoResult) takeBack(conversation);
    if (error instanceof Back) continue;
    const isLeaving = hasNoResult || isExit(error);
    if (!isLeaving || !(await isSentBack(leaving(person, conversation)))) return given(end);
  }
}

/** Returns whether a conversation is still one with these questions: each answer is to the question that is asked. */
export async function isWith(
  flow: (ask: Ask) => Promise<unknown>,
  { given, takenBack }: Conversation,
): Promise<boolean> {
  const replayed = { given: [...given], takenBack: new Map(takenBack) };
  const silent = () => Promise.reject(new Back());
  const nobody = { text: silent, choice: silent, ticks: silent, yesNo: silent, show: () => {} };
  const { error } = await ended(flow, nobody, replayed);
  return error instanceof Back && replayed.given.length === given.length;
}

interface End<Result> {
  readonly result?: Result;
  readonly error?: unknown;
}

async function ended<Result>(
  flow: (ask: Ask) => Promise<Result>,
  person: Ask,
  conversation: Conversation,
): Promise<End<Result>> {
  try {
    const { ask, showRest } = resumed(person, conversation);
    const result = await flow(ask);
    showRest();
    return { result };
  } catch (error) {
    return { error };
  }
}

function given<Result>({ result, error }: End<Result>): Result {
  if (error !== undefined) throw error;
  return result as Result;
}

/** Returns whether somebody pressed Ctrl-C at one of inquirer's prompts. */
const isExit = (error: unknown): boolean =>
  error instanceof Error && error.name === "ExitPromptError";

async function isSentBack(question: Promise<void>): Promise<boolean> {
  try {
    await question;
    return false;
  } catch (error) {
    if (error instanceof Back) return true;
    throw error;
  }
}

function takeBack({ given, takenBack }: Conversation): void {
  const last = given.pop();
  if (last === undefined) return;
  takenBack.set(last.message, [...(takenBack.get(last.message) ?? []), last.answer]);
}

/** Gives the answers that hold, then asks the person; of what was shown, only what led to their question. */
function resumed(person: Ask, { given, takenBack }: Conversation) {
  let count = 0;
  let unseen: Parameters<Ask["show"]>[0][] = [];
  const showRest = () => {
    for (const draw of unseen) person.show(draw);
    unseen = [];
  };
  async function next<Wanted extends Answer>(
    message: string,
    ask: (before: Wanted | undefined, hear: (unfinished: Wanted) => void) => Promise<Wanted>,
  ): Promise<Wanted> {
    const known = given[count];
    count += 1;
    if (known?.message === message) {
      unseen = [];
      return known.answer as Wanted;
    }
    given.splice(count - 1);
    showRest();
    const before = takenBack.get(message) ?? [];
    takenBack.set(message, before);
    const keep = (unfinished: Wanted) => void before.splice(-1, 1, unfinished);
    const answer = await ask(before.at(-1) as Wanted | undefined, keep);
    before.pop();
    given.push({ message, answer });
    return answer;
  }
  const ask: Ask = {
    text: (question) =>
      next<string>(question.message, (before, onType) =>
        person.text({ ...question, onType, ...(before !== undefined && { present: before }) }),
      ),
    choice: <Value extends string>(question: ChoiceQuestion<Value>) =>
      next<Value>(question.message, (before = question.default) => {
        const { disabled } = question.choices.find(({ value }) => value === before) ?? {};
        return person.choice(disabled === undefined ? { ...question, default: before } : question);
      }),
    ticks: <Value extends string>(question: TickQuestion<Value>) =>
      next<readonly Value[]>(question.message, (present = question.present, onTick) =>
        person.ticks({ ...question, onTick, present }),
      ),
    yesNo: (question) =>
      next<boolean>(question.message, (before = question.default) =>
        person.yesNo({ ...question, default: before }),
      ),
    show: (draw) => {
      unseen.push(draw);
    },
  };
  return { ask, showRest };
}
