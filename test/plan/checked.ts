import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import { checkWorkflow } from "../../src/workflow/text/parse.ts";
import type { TransportName, WorkflowWithTransport } from "../../src/workflow/workflow.ts";

/** A workflow `w` of these steps, checked. @throws if it is not valid. */
export function checked(
  steps: WorkflowDocument["steps"],
  transport: TransportName = "queue",
): WorkflowWithTransport {
  const { workflow, problems } = checkWorkflow({ name: "w", transport, steps });
  if (!workflow) throw new Error(problems.map(({ message }) => message).join("\n"));
  return { ...workflow, transport };
}
