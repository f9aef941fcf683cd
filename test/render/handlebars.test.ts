import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import Handlebars from "handlebars";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { templatesModule } from "../../scripts/templates-plugin.ts";
import {
  type CompiledTemplates,
  helpers,
  projectPath,
  renderTemplate,
  templatesUnder,
} from "../../src/render/handlebars.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unchain-templates-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function compile(files: Record<string, string>): Promise<CompiledTemplates> {
  const templates = await mkdtemp(join(folder, "templates-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(templates, name)), { recursive: true });
    await writeFile(join(templates, name), text);
  }
  const compiled = `${templates}.mjs`;
  await writeFile(compiled, templatesModule(templates));
  return (await import(pathToFileURL(compiled).href)).default;
}

async function render(template: string, data: object): Promise<string> {
  return renderTemplate(await compile({ "a.hbs": template }), "a.hbs", data);
}

describe("a folder of templates", () => {
  it("lists what is under it, at the paths of the project", async () => {
    const templates = await compile({
      "project/_gitignore": "dist\n",
      "project/_github/workflows/ci.yml": "on: push\n",
      "project/src/workflow.ts.hbs": "export const name = {{tsString name}};\n",
      "project-b/other": "",
    });
    const files = templatesUnder(templates, "project").map(({ path, render }) => [
      path,
      render({ name: "orders" }),
    ]);
    expect(Object.fromEntries(files)).toEqual({
      ".gitignore": "dist\n",
      ".github/workflows/ci.yml": "on: push\n",
      "src/workflow.ts": 'export const name = "orders";\n',
    });
  });

  it("must hold templates", async () => {
    const templates = await compile({ "a/b": "" });
    expect(() => templatesUnder(templates, "c")).toThrow('No templates under "c"');
    expect(() => renderTemplate(templates, "c", {})).toThrow('No template "c"');
  });

  it("is listed the same on every platform, with LF", async () => {
    const templates = await compile({ "b/x.txt": "1\r\n2\r\n", "a.hbs": "{{n}}\r\n" });
    expect(Object.keys(templates)).toEqual(["a.hbs", "b/x.txt"]);
    expect(renderTemplate(templates, "b/x.txt", {})).toBe("1\n2\n");
    expect(renderTemplate(templates, "a.hbs", { n: 1 })).toBe("1\n");
  });

  it("turns only a leading underscore into a dot", () => {
    expect(projectPath("_a/b_c/_d.ts.hbs")).toBe(".a/b_c/.d.ts");
  });
});

describe("a static file", () => {
  it("is copied as it is", async () => {
    const text = "token: ${{ secrets.TOKEN }} \\ `$" + "{x}`\n";
    const templates = await compile({ "ci.yml": text });
    expect(renderTemplate(templates, "ci.yml", {})).toBe(text);
  });
});

describe("a Handlebars template", () => {
  it("does not escape for HTML", async () => {
    expect(await render("{{a}}", { a: "<&\"'>" })).toBe("<&\"'>");
  });

  it("prints an escaped mustache", async () => {
    const text = await render("${{name}} $\\{{ secrets.TOKEN }} {{name}}", { name: "a" });
    expect(text).toBe("$a ${{ secrets.TOKEN }} a");
  });

  it("leaves no trace of block lines", async () => {
    const template = "a:\n{{#each steps}}\n  - {{this}}\n{{/each}}\nb: 1\n";
    expect(await render(template, { steps: ["x", "y"] })).toBe("a:\n  - x\n  - y\nb: 1\n");
  });

  it("is not rendered with holes: what the data lacks is an error that names the template", async () => {
    await expect(render("{{missing}}", {})).rejects.toThrow(/templates\/a\.hbs: .*missing/);
    await expect(render("{{json missing}}", {})).rejects.toThrow(/a\.hbs: Not a JSON value/);
    await expect(render("{{tsString a}}", { a: 1 })).rejects.toThrow(/tsString needs a string/);
  });

  it("may ask whether something is there, but not list what is not", async () => {
    expect(await render("{{#if missing}}yes{{else}}no{{/if}}", {})).toBe("no");
    await expect(render("{{#each missing}}x{{/each}}", {})).rejects.toThrow(/a\.hbs: #each/);
  });

  it("calls only the helpers that exist", async () => {
    await expect(render("{{shout name}}", { name: "a" })).rejects.toThrow(/a\.hbs: .*shout/);
  });

  it.each([
    "{{#if a}}\n  {{a}}\n{{else if list}}\n  {{#each list}}{{x}}{{/each}}\n{{else}}\n  none\n{{/if}}\n",
    "{{#each list}}{{x}}{{#if ../a}}-{{../b.c}}{{/if}}{{#each inner}}{{this}}{{../x}}{{../../a}}{{/each}}{{/each}}",
    "a  {{~#if b.c}} b {{~/if}}  c {{~a~}}  d\n{{! a comment }}\ne\n",
    "{{json b}} {{tsString b.c}} {{json list}}",
    "{{b.c}}{{#if b.missing.name}}yes{{/if}}{{#if empty}}yes{{/if}}{{zero}}{{nothing}}{{no}}",
  ])("is rendered as by Handlebars itself: %j", async (template) => {
    const handlebars = Handlebars.create();
    handlebars.registerHelper(helpers);
    const itself = handlebars.compile(template, { noEscape: true, preventIndent: true });
    const list = [
      { x: "1", inner: ["a", "b"] },
      { x: 2, inner: [] },
    ];
    const data = { b: { c: "d" }, list, empty: [], zero: 0, nothing: null, no: false };
    for (const a of ["", "a"]) {
      expect(await render(template, { ...data, a })).toBe(itself({ ...data, a }));
    }
  });

  it.each([
    "{{#unless a}}x{{/unless}}",
    "{{#each a}}x{{else}}y{{/each}}",
    "{{#each a}}{{@index}}{{/each}}",
    "{{#each a as |b|}}{{b}}{{/each}}",
    "{{#if a b}}x{{/if}}",
    "{{tsString a indent=2}}",
    '{{tsString "a"}}',
    "{{> a}}",
    "{{../a}}",
  ])(
    "that needs more of Handlebars than others do fails the build by name: %s",
    async (template) => {
      await expect(render(template, { a: [] })).rejects.toThrow(
        /^a\.hbs: Line 1: .* not supported/,
      );
    },
  );

  it("that does not parse fails the build by name", async () => {
    await expect(render("{{#if}", {})).rejects.toThrow(/^a\.hbs: /);
  });
});
