import { pascalCase } from "../../workflow/names.ts";
import { constructClassOf } from "./names.ts";

/**
 * Returns what is written into a stack of somebody's app so that it has the workflow.
 *
 * @param folder where the project is, from that file
 */
export function linesToAdd(workflow: string, folder: string): string[] {
  const construct = constructClassOf(workflow);
  return [
    `import { ${construct} } from "${folder}/infra/workflow.ts";`,
    `new ${construct}(this, "${pascalCase(workflow)}", { alarmEmail: "team@example.com" });`,
  ];
}
