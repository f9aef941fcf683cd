import { stackName } from "../../../plan/stack-name.ts";
import { deployedText } from "../../../quotas/deployed-text.ts";
import { MAX_POLICY_CHARACTERS, policyDocument } from "../../../quotas/policy.ts";
import { descriptions } from "../../../targets/descriptions.ts";
import type { Finding } from "../../../workflow/findings/finding.ts";
import { tasksOf } from "../../../workflow/names.ts";
import type { RoutedWorkflow } from "../../../workflow/workflow.ts";
import { invoking, LOG_DELIVERY, TRACING } from "./machine.ts";

/** Returns where the role of the state machine needs more than IAM takes; empty where it does not. */
export function rolePolicyProblems(workflow: RoutedWorkflow): Finding[] {
  const policy = stateMachinePolicy(workflow);
  const characters = JSON.stringify(policy).length;
  if (characters <= MAX_POLICY_CHARACTERS) return [];
  const { length } = tasksOf(workflow);
  return [
    {
      code: "ROLE_POLICY_TOO_LARGE",
      message:
        `The state machine may invoke ${length} functions: its role needs ${characters} characters of policy ` +
        `in a stack whose name has ${stackName(workflow).length} characters, IAM takes ${MAX_POLICY_CHARACTERS}.`,
      suggestion:
        "Split the workflow, the last step of each part starting the next, or give it and its steps shorter names.",
      at: ["steps"],
      onKey: true,
    },
  ];
}

/** Returns the policy of the state machine's role, with names as long as those that are deployed. */
export function stateMachinePolicy(workflow: RoutedWorkflow): object {
  const functions = tasksOf(workflow).map(({ name }) => name);
  const { tracesInPolicy } = descriptions[workflow.infrastructure].limits;
  const statements = [...invoking(functions), LOG_DELIVERY, ...(tracesInPolicy ? [TRACING] : [])];
  return policyDocument(statements, deployedText(workflow));
}
