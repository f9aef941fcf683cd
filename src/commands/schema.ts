import { RESULT_SCHEMA } from "../report/result-schema.ts";
import { workflowJsonSchema } from "../workflow/schema.ts";

/** Returns the JSON Schema of `workflow.yaml`, or of what `--json` prints, as text. */
export function schemaText(of: "workflow" | "result" = "workflow"): string {
  return `${JSON.stringify(of === "result" ? RESULT_SCHEMA : workflowJsonSchema(), null, 2)}\n`;
}
