import { formatDuration, spacedDuration } from "../workflow/duration.ts";
import type { WaitStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** A pause. */
export const wait: Form<WaitStep> = {
  fails: "never",
  pause: ({ seconds }) => seconds,
  run: (step, interpreter) => interpreter.pause(step, step.seconds),
  caption: ({ seconds }) => `waits ${formatDuration(seconds)}`,
  node: ({ name, seconds }) => `[/"${name}: ${formatDuration(seconds)}"/]`,
  sentence: ({ seconds }) => `waits ${spacedDuration(seconds)}`,
  aside: ({ seconds }) => `pauses ${spacedDuration(seconds)}`,
  explained: {
    counted: "With queues or a state machine, a pause costs nothing while it lasts.",
  },
};
