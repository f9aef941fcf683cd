import { fitItems } from "../layout.ts";

/** Returns the property of a step with the errors that have a route of their own. */
export const namedErrorsLine = (names: readonly string[]): string =>
  fitItems(
    "  namedErrors: [",
    names.map((name) => JSON.stringify(name)),
    "],",
  );
