import { readdirSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import templates from "virtual:templates";
import { describe, expect, test } from "vitest";
import { templateNames } from "../../scripts/templates-plugin.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { exemplars } from "./exemplars.ts";

const used = new Set<string>();

// In place of a mock of the module: others in the same worker may have loaded it before.
for (const [name, template] of Object.entries(templates)) {
  const get = () => {
    used.add(name);
    return template;
  };
  Object.defineProperty(templates, name, { get, enumerable: true, configurable: true });
}

const root = fileURLToPath(new URL("../../templates/", import.meta.url));
const snapshots = fileURLToPath(new URL("__snapshots__/", import.meta.url));

/** The texts of the templates that are copied as they are: a snapshot of them would be a copy. */
const copied = templateNames(root)
  .filter((name) => !name.endsWith(".hbs"))
  .map((name) => readFileSync(`${root}${name}`, "utf8").replaceAll("\r\n", "\n"));

const projects = exemplars.map(({ name, transport, text, only = /./ }) => {
  const files = renderWorkflow(text);
  const rendered = Object.keys(files).filter(
    (path) => only.test(path) && !copied.includes(files[path] ?? ""),
  );
  return { folder: `${name}/${transport}/`, files, rendered };
});

describe.each(projects)("$folder", ({ folder, files, rendered }) => {
  test.each(rendered)("%s", async (path) => {
    await expect(files[path]).toMatchFileSnapshot(`${snapshots}${folder}${path}.snap`);
  });
});

test("snapshot of a file that is no longer generated", () => {
  const expected = new Set(
    projects.flatMap(({ folder, rendered }) => rendered.map((path) => `${folder}${path}.snap`)),
  );
  const onDisk = readdirSync(snapshots, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(snapshots, `${entry.parentPath}/${entry.name}`).replaceAll(sep, "/"));
  expect(onDisk.filter((path) => !expected.has(path))).toEqual([]);
});

/** Their settings are copied into projects by them only. */
const byOthers = (["pnpm", "yarn"] as const).map((packageManager) =>
  renderWorkflow(exemplars[0]?.text ?? "", { packageManager }),
);

test("every template is in an exemplar", () => {
  expect(templateNames(root).filter((name) => !used.has(name))).toEqual([]);
});

test("static templates are copied as they are", () => {
  const texts = new Set(
    [...projects.map(({ files }) => files), ...byOthers].flatMap((files) => Object.values(files)),
  );
  expect(copied.filter((text) => !texts.has(text))).toEqual([]);
});
