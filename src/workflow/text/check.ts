import type { Message } from "../../messages/message.ts";
import { IN_ORDER } from "../../transports/names.ts";
import { type Finding, messageOf } from "../findings/finding.ts";
import { checkStructure, withoutUnknown } from "../grammar/structure.ts";
import { checkRules, transportLimits } from "../rules/rules.ts";
import type { Workflow } from "../workflow.ts";
import { toWorkflow } from "./document.ts";

/** A workflow in which every rule holds, or everything that is wrong with it. */
export type CheckedWorkflow =
  | { readonly workflow: Workflow; readonly problems: readonly [] }
  | { readonly workflow?: undefined; readonly problems: readonly Message[] };

/** Settings that win over the document, e.g. `--transport`. */
export type Overrides = Partial<Pick<Workflow, "transport" | "infrastructure" | "as">>;

/**
 * Checks a workflow given as plain data in the form of `workflow.yaml` (see `WorkflowDocument`).
 *
 * @returns all problems, in the order of the steps; they have no positions
 */
export function checkWorkflow(value: unknown, overrides: Overrides = {}): CheckedWorkflow {
  const { workflow, findings } = checkDocument(value, overrides);
  if (findings.length === 0) return { workflow, problems: [] };
  const stepOf = ({ at }: Finding) => (typeof at[1] === "number" ? at[1] : -1);
  return {
    problems: findings.toSorted((one, other) => stepOf(one) - stepOf(other)).map(messageOf),
  };
}

/** The workflow, valid only where nothing was found. */
export function checkDocument(
  value: unknown,
  overrides: Overrides = {},
): { readonly workflow: Workflow; readonly findings: readonly Finding[] } {
  const { findings, holes } = checkStructure(value);
  if (holes.some((hole) => hole.length === 0)) {
    return { workflow: toWorkflow({}), findings };
  }
  const workflow: Workflow = { ...toWorkflow(withoutUnknown(value, holes)), ...overrides };
  const transport = workflow.transport ?? (workflow.queue && IN_ORDER);
  return {
    workflow,
    findings: [
      ...findings,
      ...checkRules(workflow, holes),
      ...(transport ? transportLimits(workflow, transport) : []),
    ],
  };
}
