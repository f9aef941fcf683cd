import { isCancellation } from "../../cli/cancellation.ts";
import { draft, type StepAnswers } from "../../prompts/answers.ts";
import { stepData } from "../../workflow/text/workflow-data.ts";
import { stepYaml } from "../../workflow/text/write.ts";
import { failure, Stop } from "../outcome/outcome.ts";

/** A step as far as it was answered. */
export interface AnsweredSoFar {
  readonly step: StepAnswers;
  /** A command that says the same without questions; left out where no flags say it. */
  readonly command?: string | undefined;
}

/**
 * Asks about a step; who leaves is told the answers so far, as a command or for `workflow.yaml`.
 *
 * @throws {Stop} where the questions were left and something had been answered
 */
export async function keepingAnswers<Answers>(
  questions: () => Promise<Answers>,
  soFar: () => AnsweredSoFar | undefined,
): Promise<Answers> {
  try {
    return await questions();
  } catch (error) {
    const answered = isCancellation(error) ? soFar() : undefined;
    if (answered === undefined) throw error;
    const { step, command } = answered;
    const problem = {
      code: "CANCELLED",
      message: "Cancelled; nothing was changed.",
      suggestion:
        command === undefined
          ? `To keep your answers, add this to workflow.yaml:\n\n${lines(step)}\n`
          : `To continue with your answers:  ${command}`,
    };
    const next = command === undefined ? [] : [command];
    throw new Stop(failure("error", 130, [problem], { next }));
  }
}

const lines = (answers: StepAnswers): string =>
  draft({ name: "", steps: [answers] })
    .steps.flatMap((step) => stepYaml(stepData(step)))
    .map((line, index) => `${index === 0 ? "  - " : "    "}${line}`)
    .join("\n");
