import { RESULT_SCHEMA } from "../report/result-schema.ts";
import { workflowJsonSchema } from "../workflow/schema.ts";
import type { Options } from "./arguments.ts";

/** `unchain schema`: the JSON Schema of `workflow.yaml`, or of what `--json` prints, as text. */
export const schemaText = ({ output = "workflow" }: Pick<Options, "output">): string =>
  `${JSON.stringify(output === "result" ? RESULT_SCHEMA : workflowJsonSchema(), null, 2)}\n`;
