import type { ExplainOptions } from "../../src/explain/designs/assumptions.ts";
import { plainOptions } from "../../src/explain/designs/assumptions.ts";
import type { DesignId, Explanation, Figures } from "../../src/explain/explanation.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { checkWorkflow } from "../../src/workflow/text/parse.ts";
import type { Workflow } from "../../src/workflow/workflow.ts";

/** A workflow `w` of these steps. @throws where it is not valid */
export function workflowOf(
  steps: WorkflowDocument["steps"],
  more: Partial<WorkflowDocument> = {},
): Workflow {
  const { workflow, problems } = checkWorkflow({ name: "w", ...more, steps });
  if (!workflow) throw new Error(problems.map(({ message }) => message).join("\n"));
  return workflow;
}

/** Steps in a straight line that take so many milliseconds each. */
export const chainOf = (milliseconds: readonly number[], memory: number): Workflow =>
  workflowOf(
    milliseconds.map((duration, index) => ({
      name: `step-${index + 1}`,
      timeout: "15m",
      expected: { duration: `${duration}ms`, memory },
    })),
  );

/** The order example with the durations that the comparison is known for. */
export const order: Workflow = {
  ...orderProcessing,
  expected: { rate: { runs: 100, per: "s" } },
  steps: orderProcessing.steps.map((step, index) => ({
    ...step,
    expected: { durationMs: [200, 1_500, 300][index] ?? 0, memoryMb: 512 },
  })) as Workflow["steps"],
};

/** The figures of a design. @throws where the workflow cannot be built so */
export function figuresOf({ designs }: Explanation, id: DesignId): Figures {
  const design = designs.find((one) => one.id === id);
  if (!design || "cannot" in design) throw new Error(`No figures of ${id}: ${design?.cannot}`);
  return design.figures;
}

/** Why a workflow cannot be built as a design. */
export function obstacleTo({ designs }: Explanation, id: DesignId): string | undefined {
  const design = designs.find((one) => one.id === id);
  return design && "cannot" in design ? design.cannot : undefined;
}

/** The plain options with others in their place. */
export const optionsWith = (options: Partial<ExplainOptions>): ExplainOptions => ({
  ...plainOptions(),
  ...options,
});
