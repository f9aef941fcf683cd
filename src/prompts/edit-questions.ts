import { documentOf } from "../workflow/change-steps.ts";
import { editStep, partsIn, renameStep, type StepDocument } from "../workflow/edit-step.ts";
import { formOf } from "../workflow/forms.ts";
import { kebabCase } from "../workflow/names.ts";
import { isOpen, type StepAnswers, sentence } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { picture } from "./change-questions.ts";
import { askAnswerTime, askApprovalRules, askJoined, askPause } from "./form-questions.ts";
import { askFunction } from "./function-questions.ts";
import { askDescription, type Check } from "./step-questions.ts";

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
  ask.show(picture(text));
  return askWhich(ask, text, "Which step is changed?");
}

/**
 * Asks how a step shall be; Enter keeps what is there.
 *
 * @returns `undefined` where it is to stay as it is
 */
export async function askEdit(
  ask: Ask,
  text: string,
  present: StepDocument,
): Promise<StepAnswers | undefined> {
  const { name } = present;
  const check: Check = (step) => verdict(editStep(text, name, () => ({ ...step })).problems);
  const step = await askAgain(ask, check, present as StepAnswers);
  const result = editStep(text, name, () => ({ ...step }));
  // Whoever edits it says what is wrong.
  if (result.text === undefined || result.text === text) return step;
  ask.show(picture(result.text));
  return (await ask.yesNo({ message: `Change ${name}?`, default: true })) ? step : undefined;
}

/** Asks for the rules of a step by its form; what is inside of it is for `workflow.yaml`. */
async function askAgain(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const known = { title: step.name };
  switch (formOf(step)) {
    case "task":
      return askFunction(ask, check, step);
    case "wait": {
      const put = (wait: string) => ({ ...step, wait });
      const wait = await askPause(ask, known, (answer) => check(put(answer)), step.wait);
      return askDescription(ask, check, put(wait));
    }
    case "approval": {
      const put = (timeout: string) => ({ ...step, approval: { timeout } });
      const validate = (answer: string) => check(put(answer));
      const timeout = await askAnswerTime(ask, known, validate, step.approval?.timeout);
      return askApprovalRules(ask, check, put(timeout));
    }
    case "choice":
      return askDescription(ask, check, step);
    case "parallel":
      return askJoined(ask, check, await askDescription(ask, check, step), "a branch");
    case "map":
      return askJoined(ask, check, await askDescription(ask, check, step), "an item");
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
  ask.show(picture(text));
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
