import { readdirSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { templateNames } from "../../scripts/templates-plugin.ts";
import type { CompiledTemplates } from "../../src/render/handlebars.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { exemplars } from "./exemplars.ts";

const used = vi.hoisted(() => new Set<string | symbol>());

vi.mock("virtual:templates", async (original) => {
  const { default: templates } = await original<{ default: CompiledTemplates }>();
  const get = (target: CompiledTemplates, name: string) => {
    used.add(name);
    return target[name];
  };
  return { default: new Proxy(templates, { get }) };
});

const templates = fileURLToPath(new URL("../../templates/", import.meta.url));
const snapshots = fileURLToPath(new URL("__snapshots__/", import.meta.url));

/** The texts of the templates that are copied as they are: a snapshot of them would be a copy. */
const copied = templateNames(templates)
  .filter((name) => !name.endsWith(".hbs"))
  .map((name) => readFileSync(`${templates}${name}`, "utf8").replaceAll("\r\n", "\n"));

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

test("there is no snapshot of a file that is no longer generated", () => {
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
  expect(templateNames(templates).filter((name) => !used.has(name))).toEqual([]);
});

test("static templates are copied as they are", () => {
  const texts = new Set(
    [...projects.map(({ files }) => files), ...byOthers].flatMap((files) => Object.values(files)),
  );
  expect(copied.filter((text) => !texts.has(text))).toEqual([]);
});
