import type { Plan } from "../plan/plan.ts";
import type { Problem } from "../workflow/workflow.ts";

/**
 * What of a workflow the generated tests do not reach, where it is in its text; empty for most.
 *
 * @param path the file as the user knows it
 */
export async function untestedNotes(plan: Plan, text: string, path: string): Promise<Problem[]> {
  const findings = plan.untested.flatMap(({ finding }) => finding ?? []);
  if (findings.length === 0) return [];
  const { locate } = await import("../workflow/parse.ts");
  return locate(text, path, findings);
}
