import { projectTests } from "../scenarios/tests/project-tests.ts";
import { transportOf } from "../transports/registry.ts";
import type { Finding } from "../workflow/findings/finding.ts";
import { lengthWarnings } from "../workflow/rules/steps/list-length.ts";
import type { Plan } from "./plan.ts";

/**
 * Returns what needs attention in a sound workflow: what the generated tests do not reach, what its conditions may be
 * mistaken about, and what may end an execution before its time. Empty for most.
 */
export function workflowWarnings(plan: Plan): Finding[] {
  return [
    ...projectTests(plan.workflow).untested.flatMap(({ finding }) => finding ?? []),
    ...lengthWarnings(plan.workflow),
    ...transportOf(plan).warnings(plan),
  ];
}
