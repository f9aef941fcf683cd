/**
 * Returns the block that is written into somebody's configuration so that it has the workflow.
 *
 * @param folder where the project is, from that file
 */
export const linesToAdd = (workflow: string, folder: string): string[] => [
  `module "${workflow}" {`,
  `  source      = "${folder}/infra"`,
  '  alarm_email = "team@example.com"',
  "}",
];
