import type { ApprovalStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** A function that asks, and a person or another system that answers. */
export const approval: Form<ApprovalStep> = {
  fails: "itself",
  leavesResult: true,
  answer: ({ answerSeconds }) => answerSeconds,
};
