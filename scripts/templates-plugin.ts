import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "rolldown";
import { compileTemplate } from "./compile-template.ts";

const virtualModule = "virtual:templates";
const resolvedModule = `\0${virtualModule}`;

/**
 * Makes `virtual:templates` importable in Rolldown and Vite: all templates of a folder, the
 * Handlebars ones compiled, so that no run of Unchain parses a template or reads it from disk.
 */
export function templatesPlugin(folder: string) {
  return {
    name: "templates",
    resolveId: (id: string) => (id === virtualModule ? resolvedModule : undefined),
    load(id: string) {
      if (id !== resolvedModule) return undefined;
      const names = templateNames(folder);
      for (const name of names) this.addWatchFile(join(folder, name));
      return templatesModule(folder, names);
    },
  } satisfies Plugin;
}

/** All files of a templates folder, sorted, with `/`. */
export function templateNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .sort();
}

/** The source of `virtual:templates`: a default export from template name to compiled template. */
export function templatesModule(folder: string, names = templateNames(folder)): string {
  const entries = names.map((name) => `${JSON.stringify(name)}: ${compile(folder, name)}`);
  return `export default {\n${entries.join(",\n")}\n};\n`;
}

function compile(folder: string, name: string): string {
  const text = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
  if (!name.endsWith(".hbs")) return `{ static: ${JSON.stringify(text)} }`;
  try {
    return `{ render: ${compileTemplate(text)} }`;
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
