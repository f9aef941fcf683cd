import { checkWorkflow } from "../workflow/parse.ts";
import type { OnFailure, Problem } from "../workflow/workflow.ts";

/** A step as it is written in `workflow.yaml`. */
export interface StepAnswers {
  readonly name: string;
  readonly description?: string;
  readonly timeout?: string;
  readonly retry?: Readonly<Record<string, number | string>>;
  readonly catch?: readonly { readonly errors: readonly string[]; readonly onFailure: OnFailure }[];
  readonly onFailure?: OnFailure;
  readonly fallback?: string;
  readonly compensation?: string;
  readonly concurrency?: number;
  readonly idempotency?: "natural";
}

/** The answers given so far, in the form of `workflow.yaml`: what checks them is what checks the file. */
export interface WorkflowAnswers {
  readonly name: string;
  readonly description?: string;
  readonly steps: readonly StepAnswers[];
}

const sentence = ({ message, suggestion }: Problem): string =>
  [message, suggestion]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/[.:]?$/, "."))
    .join(" ");

/**
 * Whether the answers so far are a workflow.
 *
 * @returns `true`, or one line that says what is wrong and what would work
 */
export function verdict(answers: WorkflowAnswers): true | string {
  const [problem] = checkWorkflow(answers).problems;
  return problem ? sentence(problem) : true;
}

/** The answers with one more step at the end. */
export const withStep = (answers: WorkflowAnswers, step: StepAnswers): WorkflowAnswers => ({
  ...answers,
  steps: [...answers.steps, step],
});
