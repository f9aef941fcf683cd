import type { WaitStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** A pause. */
export const wait: Form<WaitStep> = { fails: "never", pause: ({ seconds }) => seconds };
