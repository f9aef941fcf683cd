/** Everything under `templates/`, compiled by `scripts/templates-plugin.ts`. */
declare module "virtual:templates" {
  const templates: import("./handlebars.ts").CompiledTemplates;
  export default templates;
}
