/** Returns whether a value of JSON or YAML is a mapping, and no list. */
export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
