import { isDeepStrictEqual } from "node:util";
import type { Call, ChangeOptions, Options } from "../cli/arguments/invocation.ts";
import { needsFlags, needsStepName } from "../cli/arguments/needs-step-name.ts";
import { flagsOfEdit, stepWithFlags } from "../cli/arguments/step-flags.ts";
import { Cancelled } from "../cli/cancellation.ts";
import type { Context } from "../cli/context.ts";
import { ownCommand } from "../cli/own-command.ts";
import type { StepAnswers } from "../prompts/answers.ts";
import { refuse, unknownStep } from "../workflow/text/edit/change-steps.ts";
import { editStep, type StepDocument, stepDocument } from "../workflow/text/edit/edit-step.ts";
import { documentOf } from "../workflow/text/workflow-text.ts";
import { changeProject, type WorkflowEdit } from "./change/change-project.ts";
import { keepingAnswers } from "./change/keeping-answers.ts";
import { workflowToChange } from "./change/workflow-to-change.ts";
import { RULE_FLAGS } from "./definitions/rule-flags.ts";
import { textsOf } from "./definitions/values.ts";
import { invalid, type Outcome } from "./outcome/outcome.ts";

/** A step as it shall be. */
export interface EditedStep {
  /** Its name. */
  readonly name: string;
  readonly change: (step: StepDocument) => StepDocument;
  /** By answers to questions. */
  readonly answers?: StepAnswers;
}

/** `unchain edit step [name]`: describes a step differently, and makes the project what that says. */
export function editStepOfProject(
  { words: [name], options }: Call<"edit step">,
  context: Context,
): Promise<Outcome> {
  return applyEdit((text) => describe(name, text, options, context), options, context);
}

/** Edits a step that is described once the text of `workflow.yaml` is known. */
export const applyEdit = (
  describeIn: (text: string) => Promise<EditedStep>,
  options: ChangeOptions,
  context: Context,
): Promise<Outcome> =>
  changeProject(
    async (text): Promise<WorkflowEdit> => {
      const { name, change, answers } = await describeIn(text);
      const replay = answers && replayOf(text, answers, context);
      return { ...editStep(text, name, change), ...(replay !== undefined && { replay }) };
    },
    options,
    context,
  );

/** Returns the command that edits a step without questions; `undefined` where no flags say it. */
function replayOf(text: string, answers: StepAnswers, context: Context): string | undefined {
  const present = stepDocument(text, answers.name);
  const flags = present && flagsOfEdit(present, answers);
  return flags && ownCommand(context, ["edit", "step", answers.name], flags);
}

/** Asks at the terminal how a step of the project shall be that the working directory is in. */
export async function askForEdit(
  options: Options<"edit step">,
  context: Context,
): Promise<EditedStep> {
  const text = await workflowToChange(options, context);
  return askAbout(undefined, text, context);
}

async function describe(
  name: string | undefined,
  text: string,
  options: Options<"edit step">,
  context: Context,
): Promise<EditedStep> {
  const isDescribed = saysSomething(options);
  if (context.interactive && !(name !== undefined && isDescribed)) {
    return askAbout(name, text, context, options);
  }
  const command = (step: string) => ["edit", "step", step];
  if (name === undefined) throw needsStepName(text, context, command, ["--timeout", "1m"]);
  if (!isDescribed) {
    throw needsFlags(context, `No flag changes ${name}`, command(name), ["--timeout", "1m"]);
  }
  return fromFlags(name, options);
}

/** Asks what is not known: which step, and how it shall be where no flag says that. */
async function askAbout(
  name: string | undefined,
  text: string,
  context: Context,
  options?: Options<"edit step">,
): Promise<EditedStep> {
  const [{ askStepToEdit, askEdit }, { atTerminal }] = await Promise.all([
    import("../prompts/edit-questions.ts"),
    import("../prompts/terminal/terminal.ts"),
  ]);
  const isDescribed = options && saysSomething(options);
  let soFar: StepAnswers | undefined;
  const note = (step: StepAnswers) => {
    soFar = isDeepStrictEqual(step, stepDocument(text, step.name)) ? undefined : step;
  };
  const ask = async () => {
    const { chosen, answers } = await atTerminal(context.signal, async (asker) => {
      const step = name ?? (await askStepToEdit(asker, text));
      if (isDescribed) return { chosen: step };
      return { chosen: step, answers: await askEdit(asker, text, presentStep(text, step), note) };
    });
    if (isDescribed) return fromFlags(chosen, options);
    if (answers === undefined) throw new Cancelled("The step is to stay as it is");
    return { name: chosen, change: () => ({ ...answers }), answers };
  };
  return keepingAnswers(
    ask,
    () => soFar && { step: soFar, command: replayOf(text, soFar, context) },
  );
}

function presentStep(text: string, name: string): StepDocument {
  const present = stepDocument(text, name);
  if (present !== undefined) return present;
  const { problems } = refuse(unknownStep(documentOf(text), name));
  throw invalid(problems);
}

const saysSomething = (options: Options<"edit step">): boolean =>
  textsOf(RULE_FLAGS, options).size + options.without.length > 0;

const fromFlags = (name: string, options: Options<"edit step">): EditedStep => ({
  name,
  change: (step) => {
    const { without } = options;
    const changed = stepWithFlags(step, { rules: textsOf(RULE_FLAGS, options), without });
    if (Array.isArray(changed)) throw invalid(changed);
    return changed as StepDocument;
  },
});
