import compiled from "virtual:templates";
import * as handlebars from "./handlebars.ts";

/** The templates of one folder under `templates/`, sorted by path. @throws if there are none. */
export function templatesUnder(folder: string): handlebars.Template[] {
  return handlebars.templatesUnder(compiled, folder);
}

/**
 * The text of one template, by its full name under `templates/`, `.hbs` included.
 *
 * @throws if there is no such template, or it mentions something that `data` lacks.
 */
export function renderTemplate(name: string, data: object): string {
  return handlebars.renderTemplate(compiled, name, data);
}
