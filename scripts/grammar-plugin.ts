import type { Plugin } from "rolldown";
import { workflowJsonSchema } from "../src/workflow/grammar/json-schema.ts";
import { PLACED_FLAGS, REMOVABLE } from "../src/workflow/grammar/step-flags.ts";

const modules: Readonly<Record<string, () => string>> = {
  "virtual:workflow-schema": () => {
    const text = `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`;
    return `export default ${JSON.stringify(text)};\n`;
  },
  "virtual:step-flags": () => {
    const flags = Object.fromEntries(
      PLACED_FLAGS.map(({ flag: { name, isSwitch, ...flag } }) => [
        name,
        { type: isSwitch ? "boolean" : "string", ...flag },
      ]),
    );
    return [
      `export const flags = ${JSON.stringify(flags)};`,
      `export const removable = ${JSON.stringify(REMOVABLE)};\n`,
    ].join("\n");
  },
};

/**
 * Makes `virtual:workflow-schema` and `virtual:step-flags` importable in Rolldown and Vite: what is made of the
 * table of keys, so that a run of Unchain that only writes down the schema, or prints help, does not load the table.
 */
export function grammarPlugin() {
  return {
    name: "grammar",
    resolveId: (id: string) => (Object.hasOwn(modules, id) ? `\0${id}` : undefined),
    load: (id: string) => (id.startsWith("\0") ? modules[id.slice(1)]?.() : undefined),
  } satisfies Plugin;
}
