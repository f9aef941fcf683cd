/** The JSON Schema of `workflow.yaml` as text, made by `scripts/grammar-plugin.ts`. */
declare module "virtual:workflow-schema" {
  const text: string;
  export default text;
}

/** The flags of `add step` and `edit step` as plain data, made by `scripts/grammar-plugin.ts`. */
declare module "virtual:step-flags" {
  /** A definition for each flag, in the order of the help. */
  export const flags: unknown;
  /** The keys that a step may do without, as a flag names them. */
  export const removable: readonly string[];
}
