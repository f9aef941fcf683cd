import type { Message } from "./messages/message.ts";
import type { Installer, PackageManager } from "./plan/package-manager.ts";
import { planProject } from "./plan/plan.ts";
import { renderProject } from "./render/render.ts";
import { chooseTransport } from "./transports/choose-transport.ts";
import { checkWorkflow, parseWorkflow } from "./workflow/text/parse.ts";
import { setTransport } from "./workflow/text/set-keys.ts";
import { writeWorkflow } from "./workflow/text/write.ts";
import type { TransportName } from "./workflow/workflow.ts";

export type { Message, Message as Problem, PackageManager, TransportName as Transport };

/** A `workflow.yaml` as an object; `unchain schema` prints what it may hold. */
export interface WorkflowObject {
  readonly name: string;
  readonly description?: string;
  readonly transport?: string;
  readonly infrastructure?: string;
  readonly trigger?: object;
  readonly steps: readonly object[];
}

/** The error of `renderWorkflow` for a workflow that is not valid, with all problems at once. */
export class InvalidWorkflowError extends Error {
  override readonly name = "InvalidWorkflowError";
  readonly problems: readonly Message[];

  constructor(problems: readonly Message[]) {
    super(problems.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.problems = problems;
  }
}

/**
 * Renders the project that Unchain makes of a workflow, for snapshot tests of what you generate.
 * Reads and writes no file; the same workflow gives the same files with the same version of Unchain.
 * The lock file is left out: it changes with every version.
 *
 * @param workflow the text of a `workflow.yaml` (YAML or JSON), or the same as an object
 * @returns the content of each file by its path in the project
 * @throws {@link InvalidWorkflowError}
 */
export function renderWorkflow(
  workflow: string | WorkflowObject,
  { packageManager = "npm", ...installer }: Partial<Installer> = {},
): Record<string, string> {
  const isText = typeof workflow === "string";
  const checked = isText ? parseWorkflow(workflow, "workflow.yaml") : checkWorkflow(workflow);
  if (checked.workflow === undefined) throw new InvalidWorkflowError(checked.problems);
  const transport = checked.workflow.transport ?? chooseTransport(checked.workflow).transport;
  const routed = { ...checked.workflow, transport };
  const text =
    isText && !workflow.trimStart().startsWith("{")
      ? setTransport(workflow, transport)
      : writeWorkflow(routed);
  const tree = renderProject(planProject(routed, { packageManager, ...installer }), text);
  return Object.fromEntries([...tree].map(([path, { content }]) => [path, content]));
}
