import type { Step } from "../workflow/workflow.ts";

/** Returns steps in Markdown, as they run one after the other. */
export const chained = (steps: readonly Step[]): string =>
  steps.map(({ name }) => `\`${name}\``).join(", then ");
