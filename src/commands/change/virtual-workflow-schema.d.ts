/** The JSON Schema of `workflow.yaml` as text, made by `scripts/schema-plugin.ts`. */
declare module "virtual:workflow-schema" {
  const text: string;
  export default text;
}
