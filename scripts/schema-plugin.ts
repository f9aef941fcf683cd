import type { Plugin } from "rolldown";
import { workflowJsonSchema } from "../src/workflow/grammar/json-schema.ts";

const virtualModule = "virtual:workflow-schema";
const resolvedModule = `\0${virtualModule}`;

/**
 * Makes `virtual:workflow-schema` importable in Rolldown and Vite: the JSON Schema of `workflow.yaml` as
 * text, so that a run of Unchain that only writes it down loads nothing that could make it.
 */
export function schemaPlugin() {
  return {
    name: "workflow-schema",
    resolveId: (id: string) => (id === virtualModule ? resolvedModule : undefined),
    load(id: string) {
      if (id !== resolvedModule) return undefined;
      const text = `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`;
      return `export default ${JSON.stringify(text)};\n`;
    },
  } satisfies Plugin;
}
