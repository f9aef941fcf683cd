import type { Call, ChangeOptions, Options } from "../cli/arguments/invocation.ts";
import { exampleName, needsFlags } from "../cli/arguments/needs-step-name.ts";
import { flagsOfStep, positionOf, stepFromFlags } from "../cli/arguments/step-flags.ts";
import { Cancelled } from "../cli/cancellation.ts";
import type { Context } from "../cli/context.ts";
import { ownCommand } from "../cli/own-command.ts";
import type { KnownStep, PlacedStep } from "../prompts/change-questions.ts";
import { addStep, positionProblems } from "../workflow/text/edit/change-steps.ts";
import { stepsIn } from "../workflow/text/edit/step-lists.ts";
import { documentOf } from "../workflow/text/workflow-text.ts";
import { changeProject } from "./change/change-project.ts";
import { keepingAnswers } from "./change/keeping-answers.ts";
import { workflowToChange } from "./change/workflow-to-change.ts";
import { RULE_FLAGS } from "./definitions/rule-flags.ts";
import { textsOf } from "./definitions/values.ts";
import { invalid, type Outcome, type Stop } from "./outcome/outcome.ts";

/** A step that is wanted, as it was described by flags or by answers. */
export interface DescribedStep extends PlacedStep {
  /** By answers to questions. */
  readonly answered?: boolean;
}

/** `unchain add step [name]`: writes a step into `workflow.yaml`, and makes the project what that says. */
export function addStepToProject(
  { words: [name], options }: Call<"add step">,
  context: Context,
): Promise<Outcome> {
  return addDescribedStep((text) => describe(name, text, options, context), options, context);
}

/** Adds a step that is described once the text of `workflow.yaml` is known. */
export const addDescribedStep = (
  describeIn: (text: string) => Promise<DescribedStep>,
  options: ChangeOptions,
  context: Context,
): Promise<Outcome> =>
  changeProject(
    async (text) => {
      const { step, position, answered } = await describeIn(text);
      const replay = answered ? replayOf({ step, position }, context) : undefined;
      return { ...addStep(text, position, step), ...(replay !== undefined && { replay }) };
    },
    options,
    context,
  );

/** Asks at the terminal for a step of the project that the working directory is in. */
export async function askForStep(
  options: Options<"add step">,
  context: Context,
): Promise<DescribedStep> {
  const text = await workflowToChange(options, context);
  return askAbout(undefined, text, options, context);
}

async function describe(
  name: string | undefined,
  text: string,
  options: Options<"add step">,
  context: Context,
): Promise<DescribedStep> {
  const isDescribed = textsOf(RULE_FLAGS, options).size > 0;
  if (context.interactive && !(name !== undefined && isDescribed))
    return askAbout(name, text, options, context);
  if (name === undefined) throw needsName(text, context);
  return fromFlags(name, options);
}

/** Asks what the flags do not say: where there are rules among them, only the name. */
async function askAbout(
  name: string | undefined,
  text: string,
  options: Options<"add step">,
  context: Context,
): Promise<DescribedStep> {
  const { signal } = context;
  const { after, before } = options;
  const position = positionOf(options);
  const problems =
    name === undefined
      ? positionProblems(text, position)
      : addStep(text, position, { name }).problems;
  if (problems.length > 0) throw invalid(problems);

  const [{ askPlacedStep, askNameAt }, { atTerminal }] = await Promise.all([
    import("../prompts/change-questions.ts"),
    import("../prompts/terminal/terminal.ts"),
  ]);
  if (textsOf(RULE_FLAGS, options).size > 0) {
    return fromFlags(await atTerminal(signal, (ask) => askNameAt(ask, text, position)), options);
  }
  let soFar: PlacedStep | undefined;
  const known: KnownStep = {
    ...(name !== undefined && { name }),
    ...((after ?? before) !== undefined && { position }),
    note: (placed) => {
      soFar = placed;
    },
  };
  const ask = async () => {
    const placed = await atTerminal(signal, (asker) => askPlacedStep(asker, text, known));
    if (placed === undefined) throw new Cancelled("The step is not wanted");
    return { ...placed, answered: true };
  };
  return keepingAnswers(
    ask,
    () => soFar && { step: soFar.step, command: replayOf(soFar, context) },
  );
}

/** Returns the command that adds a step without questions; `undefined` where no flags say it. */
function replayOf({ step, position }: PlacedStep, context: Context): string | undefined {
  const flags = flagsOfStep(step, position);
  return flags && ownCommand(context, ["add", "step", step.name], flags);
}

function fromFlags(name: string, options: Options<"add step">): DescribedStep {
  const step = stepFromFlags(name, { rules: textsOf(RULE_FLAGS, options) });
  if (Array.isArray(step)) throw invalid(step);
  return { step, position: positionOf(options) };
}

function needsName(text: string, context: Context): Stop {
  const last = stepsIn(documentOf(text)).at(-1)?.name ?? "";
  const words = ["add", "step", exampleName(text)];
  return needsFlags(context, "The new step has no name", words, ["--after", last]);
}
