import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "rolldown";

const virtualModule = "virtual:page-assets";
const resolvedModule = `\0${virtualModule}`;

const folder = new URL("../src/explain/page/browser/", import.meta.url);

/**
 * Makes `virtual:page-assets` importable in Rolldown and Vite: the style and the script of the page that
 * `unchain explain --html` writes, bundled and minified.
 */
export function pageAssetsPlugin() {
  return {
    name: "page-assets",
    resolveId: (id: string) => (id === virtualModule ? resolvedModule : undefined),
    async load(id: string) {
      if (id !== resolvedModule) return undefined;
      for (const name of ["page.css", "page.ts"]) this.addWatchFile(pathOf(name));
      const assets = { style: await minified("page.css"), script: await minified("page.ts") };
      return `export default ${JSON.stringify(assets)};\n`;
    },
  } satisfies Plugin;
}

const pathOf = (name: string) => fileURLToPath(new URL(name, folder));

async function minified(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [pathOf(name)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2022", "chrome109", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
  });
  return outputFiles.map(({ text }) => text.trim()).join("");
}
