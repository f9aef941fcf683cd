import type { TaskStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** A step that is a function. */
export const task: Form<TaskStep> = { fails: "itself", leavesResult: true };
