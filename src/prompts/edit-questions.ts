import { kebabCase } from "../workflow/letter-case.ts";
import {
  editStep,
  partsIn,
  renameStep,
  type StepDocument,
} from "../workflow/text/edit/edit-step.ts";
import { documentOf } from "../workflow/text/workflow-text.ts";
import { isOpen, type StepAnswers } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { askToApply, picture } from "./change-questions.ts";
import { ofItself, sentence } from "./spoken.ts";
import { askForm } from "./steps/kind-questions.ts";
import { askMoreRules } from "./steps/more-rules.ts";

const askWhich = (ask: Ask, text: string, message: string): Promise<string> => {
  const names = partsIn(documentOf(text)).map(({ name }) => name);
  return ask.choice({
    message,
    choices: names.map((name) => ({ value: name, name, description: "Its code stays." })),
    default: names[0] ?? "",
  });
};

/** Asks which step is to be another one. */
export function askStepToEdit(ask: Ask, text: string): Promise<string> {
  ask.show((look) => picture(text, look));
  return askWhich(ask, text, "Which step is changed?");
}

/**
 * Asks how a step shall be; Enter keeps what is there.
 *
 * @param note hears of the answers so far
 * @returns `undefined` where it is to stay as it is
 */
export async function askEdit(
  ask: Ask,
  text: string,
  present: StepDocument,
  note: (step: StepAnswers) => void = () => {},
): Promise<StepAnswers | undefined> {
  const { name } = present;
  const check = ofItself((step) => verdict(editStep(text, name, () => ({ ...step })).problems));
  let step = present as StepAnswers;
  for (;;) {
    step = await askForm(ask, check, step);
    note(step);
    step = await askMoreRules(ask, { check, note }, step);
    const result = editStep(text, name, () => ({ ...step }));
    // Whoever edits it says what is wrong.
    if (result.text === undefined || result.text === text) return step;
    ask.show((look) => picture(result.text, look));
    const decision = await askToApply(ask, `Change ${name}?`, "change it");
    if (decision !== "again") return decision === "yes" ? step : undefined;
  }
}

/**
 * Asks which step gets which name, as far as that is not known.
 *
 * @returns the old and the new name
 */
export async function askRename(
  ask: Ask,
  text: string,
  known: string | undefined,
): Promise<readonly [string, string]> {
  ask.show((look) => picture(text, look));
  const name = known ?? (await askWhich(ask, text, "Which step gets another name?"));
  const newName = await ask.text({
    message: `The new name of ${name}`,
    hint: "words joined by hyphens",
    normalise: kebabCase,
    validate: (answer) =>
      answer === ""
        ? "A step needs a name, e.g. send-parcel."
        : verdict(renameStep(text, name, answer).problems),
  });
  return [name, newName];
}

function verdict(problems: ReturnType<typeof editStep>["problems"]): true | string {
  const problem = problems.find((found) => !isOpen(found));
  return problem ? sentence(problem) : true;
}
