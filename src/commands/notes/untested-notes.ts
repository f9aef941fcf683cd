import type { Message } from "../../messages/message.ts";
import type { Plan } from "../../plan/plan.ts";
import { projectTests } from "../../scenarios/tests/project-tests.ts";
import { historyWarnings } from "../../transports/state-machine/history-warnings.ts";
import { timeoutWarnings } from "../../transports/state-machine/timeout-warnings.ts";
import { lengthWarnings } from "../../workflow/rules/steps/list-length.ts";
import { located } from "../outcome/located.ts";

/**
 * Returns what of a workflow the generated tests do not reach, what its conditions may be mistaken
 * about, and what may end an execution before its time, with the place in its text; empty for most.
 *
 * @param source the text, and its file as the user knows it
 */
export async function untestedNotes(
  plan: Plan,
  source: { readonly text: string; readonly path: string },
): Promise<Message[]> {
  const untested = projectTests(plan.workflow).untested.flatMap(({ finding }) => finding ?? []);
  const warnings = [
    ...lengthWarnings(plan.workflow),
    ...historyWarnings(plan),
    ...timeoutWarnings(plan),
  ];
  return located([...untested, ...warnings], source);
}
