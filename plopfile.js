import { existsSync } from "node:fs";

const built = new URL("dist/plopfile.js", import.meta.url);

if (!existsSync(built)) {
  console.error("The generators are not built yet. Run: npm ci && npm run build");
  process.exit(1);
}

const { default: generators } = await import(built.href);

export default generators;
