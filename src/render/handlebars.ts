import * as quote from "../quote.ts";

/** A template as the build leaves it: text to copy, or a Handlebars template compiled to code. */
export type CompiledTemplate =
  | { readonly static: string }
  | { readonly render: (data: object, runtime: TemplateRuntime) => string };

/** Compiled templates by their path under `templates/`. */
export type CompiledTemplates = Readonly<Record<string, CompiledTemplate>>;

/** A template: its path in the project, and the function that makes its text. */
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

/**
 * The functions that a compiled template calls: the helpers, and those for `{{path}}`, `#if` and `#each`.
 */
export type TemplateRuntime = typeof runtime;

const runtime = {
  ...helpers,
  text(data: unknown, ...path: readonly string[]): string {
    let value = data;
    for (const name of path) {
      if (typeof value !== "object" || value === null || !(name in value)) {
        throw new TypeError(`"${name}" is not defined`);
      }
      value = (value as Record<string, unknown>)[name];
    }
    return String(value ?? "");
  },
  holds: (value: unknown) => Boolean(value) && !(Array.isArray(value) && value.length === 0),
  each(list: unknown, render: (item: unknown) => string): string {
    if (!Array.isArray(list)) throw new TypeError("#each over something that is no list");
    return list.map((item) => render(item)).join("");
  },
};

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
    return template.render(data, runtime);
  } catch (error) {
    throw new Error(`templates/${name}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Returns the path of a template in the project: `.hbs` dropped, and a leading `_` of any part of the path turned into
 * the dot that npm would filter out of the package.
 */
export function projectPath(templatePath: string): string {
  return templatePath.replace(/\.hbs$/, "").replace(/(^|\/)_/g, "$1.");
}

function string(helper: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`${helper} needs a string, got ${typeof value}`);
}
