import workflowSchema from "virtual:workflow-schema";
import { RESULT_SCHEMA } from "../report/result-schema.ts";

/** Returns the JSON Schema of `workflow.yaml`, or of what `--json` prints, as text. */
export function schemaText(of: "workflow" | "result" = "workflow"): string {
  return of === "result" ? `${JSON.stringify(RESULT_SCHEMA, null, 2)}\n` : workflowSchema;
}
