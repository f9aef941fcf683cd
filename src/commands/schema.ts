import { workflowJsonSchema } from "../workflow/schema.ts";

/** `unchain schema`: the JSON Schema of `workflow.yaml`, as text. */
export const schemaText = (): string => `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`;
