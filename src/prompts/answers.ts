import { checkDocument } from "../workflow/check.ts";
import type { Finding } from "../workflow/finding.ts";
import type { OnFailure, Workflow } from "../workflow/workflow.ts";

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
  readonly idempotency?: "natural" | { readonly key: string; readonly window?: string };
  readonly claimCheck?: true;
}

/** The answers given so far, in the form of `workflow.yaml`: what checks them is what checks the file. */
export interface WorkflowAnswers {
  readonly name: string;
  readonly description?: string;
  readonly steps: readonly StepAnswers[];
}

/** What a step that is still to come can put right: only it may ask for the compensation. */
export const isOpen = ({ code }: Pick<Finding, "code">): boolean =>
  code === "COMPENSATION_NEVER_RUN";

/** On one line: what is wrong, and what would work. */
export const sentence = ({
  message,
  suggestion,
}: Pick<Finding, "message" | "suggestion">): string =>
  [message, suggestion]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/[.:]?$/, "."))
    .join(" ");

/**
 * Whether the answers so far can become a workflow.
 *
 * @returns `true`, or one line that says what is wrong and what would work
 */
export function verdict(answers: WorkflowAnswers): true | string {
  const finding = checkDocument(answers).findings.find((found) => !isOpen(found));
  return finding ? sentence(finding) : true;
}

/** The workflow so far, and the names of the steps whose compensation no failure asks for. */
export function draft(answers: WorkflowAnswers): {
  readonly workflow: Workflow;
  readonly notAskedFor: readonly string[];
} {
  const { workflow, findings } = checkDocument(answers);
  const steps = findings.filter(isOpen).map(({ at }) => answers.steps[Number(at[1])]?.name);
  return { workflow, notAskedFor: steps.filter((name) => name !== undefined) };
}

/** The answers without the compensations of these steps. */
export const withoutCompensations = (
  answers: WorkflowAnswers,
  names: readonly string[],
): WorkflowAnswers => ({
  ...answers,
  steps: answers.steps.map(({ compensation, ...step }) =>
    compensation === undefined || names.includes(step.name) ? step : { ...step, compensation },
  ),
});

/** The answers with one more step at the end. */
export const withStep = (answers: WorkflowAnswers, step: StepAnswers): WorkflowAnswers => ({
  ...answers,
  steps: [...answers.steps, step],
});
