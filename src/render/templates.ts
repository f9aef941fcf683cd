import compiled from "virtual:templates";
import * as handlebars from "./handlebars.ts";

/** The templates of one folder under `templates/`, sorted by path. @throws if there are none. */
export function templatesUnder(folder: string): handlebars.Template[] {
  return handlebars.templatesUnder(compiled, folder);
}
