import { pascalCase, tasksOf } from "../workflow/names.ts";
import type { Problem, RoutedWorkflow } from "../workflow/workflow.ts";

/** Characters of all inline policies of a role, without white space ("IAM and AWS STS quotas"). */
const MAX_POLICY_CHARACTERS = 10_240;

/** What the name of a stack may have behind that of the workflow, at its longest. */
const STACK_SUFFIX = "-staging";

/** "CreateFunction", Lambda API Reference: `FunctionName`. CloudFormation shortens its names to fit. */
const MAX_FUNCTION_NAME = 64;

/** What CloudFormation puts behind the names it makes. */
const RANDOM_CHARACTERS = 12;

/** A region with a name as long as the longest. */
const REGION = "ap-southeast-2";

const ACCOUNT = "123456789012";

/**
 * Where the role of the state machine needs more than IAM takes. No other role comes near: those of
 * functions name queues and results of fewer steps, in shorter ARNs.
 */
export function rolePolicyProblems(workflow: RoutedWorkflow): Problem[] {
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

/** The longest name of a stack that is reckoned with. */
export function stackName({ name }: RoutedWorkflow): string {
  return name + STACK_SUFFIX;
}

/** The ARN of a function that CloudFormation has named. */
export function functionArn(stack: string, logicalId: string): string {
  const named = `${stack}-${logicalId}-${"X".repeat(RANDOM_CHARACTERS)}`;
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${named.slice(0, MAX_FUNCTION_NAME)}`;
}
