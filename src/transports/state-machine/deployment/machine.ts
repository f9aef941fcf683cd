import type { StateMachine, Statement } from "../../../deployment/model.ts";
import { LOGS, reference, STACK, STATE_MACHINE } from "../../../deployment/references.ts";
import { pascalCase } from "../../../workflow/letter-case.ts";
import type { StateMachinePlan } from "../plan.ts";

/**
 * Returns the state machine. It calls versions, so that an execution goes on with the code that it began with, and may
 * call all of them.
 */
export function workflowMachine({ steps, forms }: StateMachinePlan): StateMachine {
  const names = steps.map(({ task }) => task.name);
  return {
    name: STATE_MACHINE,
    physicalName: STACK,
    type: "STANDARD",
    substitutions: {
      ...(forms.approvals && { Partition: "${partition}" }),
      ...Object.fromEntries(
        names.map((name) => [
          `${pascalCase(name)}Function`,
          reference("function", name, "version"),
        ]),
      ),
    },
    traced: true,
    logging: { level: "ALL", includesData: false, group: LOGS.executions },
    statements: invoking(names),
  };
}

/** Returns what lets the state machine call functions: every version of each. */
export function invoking(functions: readonly string[]): Statement[] {
  return [
    {
      effect: "Allow",
      actions: ["lambda:InvokeFunction"],
      resources: functions.map((name) => `${reference("function", name, "arn")}:*`),
    },
  ];
}

/**
 * The permission that Step Functions needs to log ("Logging using CloudWatch Logs", Step Functions Developer Guide).
 */
export const LOG_DELIVERY: Statement = {
  effect: "Allow",
  actions: [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
  ],
  resources: ["*"],
};

/**
 * The permission that Step Functions needs to trace ("AWS X-Ray and Step Functions", Step Functions Developer Guide).
 */
export const TRACING: Statement = {
  effect: "Allow",
  actions: [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
  ],
  resources: ["*"],
};
