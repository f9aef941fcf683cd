import { formatDuration } from "../workflow/duration.ts";
import type { TaskStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** A step that is a function. */
export const task: Form<TaskStep> = {
  fails: "itself",
  leavesResult: true,
  run: (step, interpreter) => interpreter.attempt(step),
  caption: ({ retry, timeoutSeconds }) =>
    `${retries(retry.maxAttempts)}, ${formatDuration(timeoutSeconds)}`,
  node: ({ name }) => `["${name}"]`,
  aside: ({ description }) => description,
};

function retries(maxAttempts: number): string {
  if (maxAttempts === 0) return "no retry";
  return `${maxAttempts} ${maxAttempts === 1 ? "retry" : "retries"}`;
}
