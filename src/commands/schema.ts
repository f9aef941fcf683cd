import workflowSchema from "virtual:workflow-schema";
import { EXPLANATION_SCHEMA } from "../explain/explanation.ts";
import { RESULT_SCHEMA } from "../report/result-schema.ts";

const SCHEMAS = { result: RESULT_SCHEMA, explanation: EXPLANATION_SCHEMA };

/** Returns the JSON Schema of `workflow.yaml`, or of what `--json` prints, as text. */
export function schemaText(of: "workflow" | keyof typeof SCHEMAS = "workflow"): string {
  return of === "workflow" ? workflowSchema : `${JSON.stringify(SCHEMAS[of], null, 2)}\n`;
}
