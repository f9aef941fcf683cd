import { stackName } from "../../../plan/stack-name.ts";
import { deployedText } from "../../../quotas/deployed-text.ts";
import { MAX_POLICY_CHARACTERS, policyDocument } from "../../../quotas/policy.ts";
import { descriptions } from "../../../targets/descriptions.ts";
import type { Finding } from "../../../workflow/findings/finding.ts";
import { tasksOf } from "../../../workflow/names.ts";
import type { WorkflowWithTransport } from "../../../workflow/workflow.ts";
import { invoking, LOG_DELIVERY, TRACING } from "./machine.ts";

/** Returns where the role of the state machine needs more than IAM takes; empty where it does not. */
export function rolePolicyProblems(workflow: WorkflowWithTransport): Finding[] {
  const policy = stateMachinePolicy(workflow);
  const characters = JSON.stringify(policy).length;
  if (characters <= MAX_POLICY_CHARACTERS) return [];
  const { length } = tasksOf(workflow);
  return [
    {
      code: "ROLE_POLICY_TOO_LARGE",
      message:
        `The state machine may invoke ${length} functions: its role needs ${characters} characters of policy ` +
        `in a stack whose name has ${stackName(workflow).length} characters; IAM allows ${MAX_POLICY_CHARACTERS}.`,
      suggestion:
        "Split the workflow, and let the last step of each part start the next one, or shorten the names of the workflow and its steps.",
      at: ["steps"],
      onKey: true,
    },
  ];
}

/** Returns the policy of the state machine's role, with names as long as those that are deployed. */
export function stateMachinePolicy(workflow: WorkflowWithTransport): object {
  const functions = tasksOf(workflow).map(({ name }) => name);
  const { tracesInPolicy } = descriptions[workflow.infrastructure].limits;
  const statements = [...invoking(functions), LOG_DELIVERY, ...(tracesInPolicy ? [TRACING] : [])];
  return policyDocument(statements, deployedText(workflow));
}
