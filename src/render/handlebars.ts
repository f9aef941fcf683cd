import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import * as quote from "./quote.ts";

/** A template as the build leaves it: text to copy, or a Handlebars template compiled to code. */
export type CompiledTemplate =
  | { readonly static: string }
  | { readonly render: TemplateSpecification };

/** Compiled templates by their path under `templates/`. */
export type CompiledTemplates = Readonly<Record<string, CompiledTemplate>>;

/** What a template makes: where it goes in the project, and its text. */
export interface Template {
  /** Relative to the folder asked for, as in the generated project: no `.hbs`, `_name` as `.name`. */
  readonly path: string;
  /** @throws if the template mentions something that `data` lacks. */
  readonly render: (data: object) => string;
}

/**
 * The helpers of every template. Each quotes free text for one language; a value of another type
 * than a string is an error everywhere but in `json`.
 */
export const helpers = {
  json: (value: unknown) => quote.json(value),
  tsString: (text: unknown) => quote.tsString(string("tsString", text)),
  yamlString: (text: unknown) => quote.yamlString(string("yamlString", text)),
  comment: (text: unknown) => quote.comment(string("comment", text)),
  markdown: (text: unknown) => quote.markdown(string("markdown", text)),
};

/** What the build compiles templates with; `strict` makes a missing name an error, not a hole. */
export const precompileOptions = {
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
  knownHelpersOnly: true,
  noEscape: true,
  preventIndent: true,
  strict: true,
};

type TemplateSpecification = Parameters<typeof Handlebars.template>[0];

const handlebars = (runtime as unknown as typeof Handlebars).create();
const { each } = handlebars.helpers as { each: Handlebars.HelperDelegate };
handlebars.registerHelper(helpers);
handlebars.registerHelper("each", function (this: unknown, list: unknown, options: unknown) {
  if (list === undefined) throw new TypeError("#each over something that is not defined");
  return each.call(this, list, options);
});

/**
 * The templates of one folder, sorted by path; `""` for all.
 *
 * To print `{{` from a Handlebars template (`${{ secrets.TOKEN }}` of GitHub Actions), escape it
 * as `\{{`, or make the file static by leaving out `.hbs`.
 *
 * @throws if the folder holds no template.
 */
export function templatesUnder(templates: CompiledTemplates, folder: string): Template[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const names = Object.keys(templates).filter((name) => name.startsWith(prefix));
  if (names.length === 0) throw new Error(`No templates under "${folder}"`);
  return names.sort().map((name) => ({
    path: projectPath(name.slice(prefix.length)),
    render: (data) => renderTemplate(templates, name, data),
  }));
}

/**
 * The text of one template, by its full name under `templates/`, `.hbs` included.
 *
 * @throws if there is no such template, or it mentions something that `data` lacks.
 */
export function renderTemplate(templates: CompiledTemplates, name: string, data: object): string {
  const template = templates[name];
  if (template === undefined) throw new Error(`No template "${name}"`);
  if ("static" in template) return template.static;
  try {
    return rendererOf(template.render)(data);
  } catch (error) {
    throw new Error(`templates/${name}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Where a template goes in the project: `.hbs` dropped, and a leading `_` of any part of the path
 * turned into the dot that npm would filter out of the package.
 */
export function projectPath(templatePath: string): string {
  return templatePath.replace(/\.hbs$/, "").replace(/(^|\/)_/g, "$1.");
}

const renderers = new WeakMap<object, (data: object) => string>();

/** Setting a template up costs as much as rendering a small one, and some render once per step. */
function rendererOf(specification: TemplateSpecification): (data: object) => string {
  const known = renderers.get(specification);
  if (known !== undefined) return known;
  const renderer = handlebars.template<object>(specification);
  renderers.set(specification, renderer);
  return renderer;
}

function string(helper: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`${helper} needs a string, got ${typeof value}`);
}
