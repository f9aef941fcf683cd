import type { Alarm, LambdaFunction } from "../../deployment/model.ts";
import { STACK } from "../../deployment/references.ts";

/** Tells whether a step is behind a function, or what a workflow on queues begins with. */
export const isStep = ({ role }: LambdaFunction) => role === "step" || role === "begin";

/** Tells whether an alarm looks at a metric of the workflow as a whole: `infra/workflow.json` lists these. */
export function isOfWorkflow({ metrics, expression }: Alarm): boolean {
  const [metric] = metrics;
  return (
    expression === undefined && (metric?.namespace === STACK || metric?.namespace === "AWS/States")
  );
}
