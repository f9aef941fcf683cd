import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../examples/", import.meta.url);

/** The folders of `examples/`. */
export const exampleNames: readonly string[] = readdirSync(fileURLToPath(folder), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

/** The text of an example's `workflow.yaml`. */
export function readExample(name: string): string {
  return readFileSync(new URL(`${name}/workflow.yaml`, folder), "utf8");
}
