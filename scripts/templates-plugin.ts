import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import Handlebars from "handlebars";
import type { Plugin } from "rolldown";
import { precompileOptions } from "../src/render/handlebars.ts";

const virtualModule = "virtual:templates";
const resolvedModule = `\0${virtualModule}`;

/**
 * Makes `virtual:templates` importable in Rolldown and Vite: all templates of a folder, the
 * Handlebars ones compiled, so that no run of Unchain parses a template or reads it from disk.
 *
 * @param condense changes the code of each compiled template
 */
export function templatesPlugin(folder: string, condense = (code: string) => code) {
  return {
    name: "templates",
    resolveId: (id: string) => (id === virtualModule ? resolvedModule : undefined),
    load(id: string) {
      if (id !== resolvedModule) return undefined;
      const names = templateNames(folder);
      for (const name of names) this.addWatchFile(join(folder, name));
      return templatesModule(folder, names, condense);
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
export function templatesModule(
  folder: string,
  names = templateNames(folder),
  condense = (code: string) => code,
): string {
  const entries = names.map(
    (name) => `${JSON.stringify(name)}: ${compile(folder, name, condense)}`,
  );
  return `export default {\n${entries.join(",\n")}\n};\n`;
}

/**
 * A compiled template without what only serves the person who writes it, the positions that errors
 * mention, and without the stand-in for a function that the runtime always has: a sixth of its code.
 */
export function withoutPositions(code: string): string {
  const position = String.raw`\{"line":\d+,"column":\d+\}`;
  const location = String.raw`\{"start":${position},"end":${position}\}`;
  return code
    .replaceAll(new RegExp(`,"loc":${location}`, "g"), "")
    .replaceAll(new RegExp(`, ${location} \\)`, "g"), ")")
    .replaceAll(/(lookupProperty = container\.lookupProperty) \|\| function\(.*?\n {4}\}/gs, "$1");
}

function compile(folder: string, name: string, condense: (code: string) => string): string {
  const text = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
  if (!name.endsWith(".hbs")) return `{ static: ${JSON.stringify(text)} }`;
  try {
    return `{ render: ${condense(String(Handlebars.precompile(text, precompileOptions)))} }`;
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
