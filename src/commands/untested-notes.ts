import type { Plan } from "../plan/plan.ts";
import { projectTests } from "../plan/project-tests.ts";
import { lengthWarnings } from "../workflow/length-rules.ts";
import type { Problem } from "../workflow/workflow.ts";

/**
 * Returns what of a workflow the generated tests do not reach, and what its conditions may be mistaken
 * about, with the place in its text; empty for most.
 *
 * @param path the file as the user knows it
 */
export async function untestedNotes(plan: Plan, text: string, path: string): Promise<Problem[]> {
  const untested = projectTests(plan.workflow).untested.flatMap(({ finding }) => finding ?? []);
  const findings = [...untested, ...lengthWarnings(plan.workflow)];
  if (findings.length === 0) return [];
  const { locate } = await import("../workflow/parse.ts");
  return locate(text, path, findings);
}
