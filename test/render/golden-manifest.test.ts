import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { everyProject } from "./every-project.ts";

const path = fileURLToPath(new URL("golden-manifest.txt", import.meta.url));

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

test("every project is generated as the golden manifest has it", async () => {
  const lines = everyProject().flatMap(({ name, files }) =>
    Object.entries(files).map(([file, content]) => `${name} ${file} ${hash(content)}`),
  );
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const after = `${lines.toSorted().join("\n")}\n`;
  try {
    await expect(after).toMatchFileSnapshot(path);
  } catch {
    throw new Error(
      [
        "What is generated differs from golden-manifest.txt:",
        ...differences(before, after),
        "Where that is meant, run `npx vitest run --project unit -u`.",
      ].join("\n"),
    );
  }
});

test("a difference from the manifest names the path and its projects", () => {
  const before = "a/queue old.ts 1\na/queue x.ts 1\nb/queue x.ts 1\nb/queue same.ts 1\n";
  const after = "a/queue x.ts 2\nb/queue x.ts 2\nb/queue same.ts 1\nb/queue new.ts 1\n";
  expect(differences(before, after)).toEqual([
    "  removed  old.ts  in a/queue",
    "  changed  x.ts  in a/queue, b/queue",
    "  added  new.ts  in b/queue",
  ]);
});

const MOST_NAMED = 4;

/** Lists the paths that differ, each once, with the projects in which it does. */
function differences(before: string, after: string): string[] {
  const [old, now] = [hashesIn(before), hashesIn(after)];
  const projects = new Map<string, string[]>();
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(key) === now.get(key)) continue;
    const kind = !now.has(key) ? "removed" : old.has(key) ? "changed" : "added";
    const [project = "", file = ""] = key.split(" ");
    const line = `  ${kind}  ${file}`;
    projects.set(line, [...(projects.get(line) ?? []), project]);
  }
  return [...projects].map(([line, names]) => {
    const others = names.length - MOST_NAMED;
    const more = others > 0 ? ` and ${others} more` : "";
    return `${line}  in ${names.slice(0, MOST_NAMED).join(", ")}${more}`;
  });
}

/** Maps each `project file` of a manifest to its hash. */
function hashesIn(manifest: string): Map<string, string> {
  return new Map(
    manifest
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const end = line.lastIndexOf(" ");
        return [line.slice(0, end), line.slice(end + 1)];
      }),
  );
}
