import workflowSchema from "virtual:workflow-schema";
import type { Call } from "../cli/arguments/invocation.ts";
import { EXPLANATION_SCHEMA } from "../explain/explanation.ts";
import { RESULT_SCHEMA } from "../report/result-schema.ts";
import { answered, type Outcome } from "./outcome/outcome.ts";

const SCHEMAS = { result: RESULT_SCHEMA, explanation: EXPLANATION_SCHEMA };

/** Returns the JSON Schema of `workflow.yaml`, or of what `--json` prints, as text. */
export function schemaText(of: "workflow" | keyof typeof SCHEMAS = "workflow"): string {
  return of === "workflow" ? workflowSchema : `${JSON.stringify(SCHEMAS[of], null, 2)}\n`;
}

/** Runs `unchain schema`: prints the schema, which is JSON with or without `--json`. */
export async function printSchema({ options }: Call<"schema">): Promise<Outcome> {
  return answered({ text: () => schemaText(options.output) });
}
