import { formatDuration, spacedDuration } from "../workflow/duration.ts";
import type { ApprovalStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** A function that asks, and a person or another system that answers. */
export const approval: Form<ApprovalStep> = {
  fails: "itself",
  leavesResult: true,
  answer: ({ answerSeconds }) => answerSeconds,
  run: (step, interpreter) => interpreter.attempt(step),
  failure: "is not approved",
  caption: ({ answerSeconds }) => `approval, ${formatDuration(answerSeconds)}`,
  node: ({ name, answerSeconds }) =>
    `["${name}: approval within ${formatDuration(answerSeconds)}"]`,
  sentence: ({ answerSeconds }) =>
    `asks, and waits up to ${spacedDuration(answerSeconds)} for the answer`,
  aside: ({ answerSeconds }) => `asks, waits ${spacedDuration(answerSeconds)}`,
  explained: {
    counted: "Each approval is assumed to be answered at once.",
    drawn: () => "An approval counts as answered at once.",
  },
};
