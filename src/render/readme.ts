import type { Plan } from "../plan/plan.ts";

export function readmeData(plan: Plan) {
  return { title: plan.workflow.name, summary: plan.workflow.description ?? "" };
}
