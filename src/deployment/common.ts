/** The variables that every function has, whatever it does; the others are its own. */
export const commonVariables: readonly string[] = [
  "NODE_OPTIONS",
  "POWERTOOLS_SERVICE_NAME",
  "POWERTOOLS_METRICS_NAMESPACE",
];
