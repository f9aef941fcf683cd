import type { Finding } from "../workflow/finding.ts";
import { pascalCase, tasksOf } from "../workflow/names.ts";
import type { RoutedWorkflow } from "../workflow/workflow.ts";
import { functionArn, stackName } from "./deployed-names.ts";

/** Characters of all inline policies of a role, without white space ("IAM and AWS STS quotas"). */
export const MAX_POLICY_CHARACTERS = 10_240;

/** Returns where the role of the state machine needs more than IAM takes; empty where it does not. */
export function rolePolicyProblems(workflow: RoutedWorkflow): Finding[] {
  if (workflow.transport === "queue") return [];
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

/** The policy of the state machine's role, with names as long as those that are deployed. */
export function stateMachinePolicy(workflow: RoutedWorkflow): object {
  const stack = stackName(workflow);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: tasksOf(workflow).map(
          ({ name }) => `${functionArn(stack, `${pascalCase(name)}Function`)}:*`,
        ),
      },
      {
        Effect: "Allow",
        Action: [
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
        ],
        Resource: "*",
      },
    ],
  };
}
