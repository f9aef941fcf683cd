import type { Alarm, Deployment } from "../../deployment/model.ts";
import { longestFunctionName } from "../../plan/deployed-names.ts";
import type { Plan } from "../../plan/plan.ts";
import { versions } from "../../plan/versions.ts";
import { snakeCase } from "../../workflow/letter-case.ts";
import { isOfWorkflow, isStep } from "./facts.ts";
import { functionNameExpression } from "./function-names.ts";
import { alignedLines, hclString } from "./hcl.ts";

/** Returns what the templates of `infra/` mention: what a workflow has, and nothing of one step. */
export function templateData(deployment: Deployment, plan: Plan) {
  const { functions, alarms } = deployment;
  const { trigger } = plan.workflow;
  const compensated = alarms.find(({ name }) => name === "compensated");
  const queue = deployment.stateMachines.length === 0;
  const findsExecutions = !queue && deployment.apis.length > 0;
  const root = plan.workflow.as !== "module";
  const { awsVersion, archiveVersion } = versions.terraform;
  return {
    tf: {
      // A module leaves the upper bound to whoever calls it.
      awsVersion: root ? awsVersion : awsVersion.replace("~>", ">="),
      archiveVersion: root ? archiveVersion : archiveVersion.replace("~>", ">="),
      lambdaRuntime: versions.lambdaRuntime,
      findsExecutions,
      readsPartition: findsExecutions || (!queue && plan.forms.approvals),
      stepsUseTable: functions.some(
        (fn) => isStep(fn) && fn.environment.IDEMPOTENCY_TABLE !== undefined,
      ),
      compensationFailed: !queue && plan.outcomes.compensationFailed,
      compensated: compensated && computedData(compensated),
      deadLetters: deadLetters(queue, trigger !== undefined && trigger.kind !== "api"),
      allFunctions: trigger
        ? "merge(aws_lambda_function.step, aws_lambda_function.trigger)"
        : "aws_lambda_function.step",
      functionName: functionNameExpression(longestFunctionName(plan, deployment)),
      stepDefaults: alignedLines(stepDefaults(plan, queue)),
      alarms: alarms.filter(isOfOneThing).map(alarmData),
      filters: deployment.metricFilters.map(({ metric, group, pattern }) => ({
        label: snakeCase(metric),
        logGroup: `aws_cloudwatch_log_group.${group}.name`,
        pattern: hclString(pattern),
        metric: hclString(metric),
      })),
      outputs: deployment.outputs.map(({ name, description }, index, { length }) => ({
        name: snakeCase(name),
        description: hclString(description),
        value: OUTPUTS[name],
        separator: index < length - 1,
      })),
    },
  };
}

/** Returns an alarm on what is worked out of metrics. */
function computedData({ expression = "", metrics }: Alarm) {
  return {
    expression: hclString(expression),
    metrics: metrics.map(({ id, name, statistic, periodSeconds }) => ({
      id: hclString(id ?? ""),
      name: hclString(name),
      statistic: hclString(statistic),
      periodSeconds,
    })),
  };
}

const OUTPUTS = {
  ApiUrl: `"\${aws_apigatewayv2_api.api.api_endpoint}\${local.workflow.requests.start.path}"`,
  StateMachineArn: "aws_sfn_state_machine.workflow.arn",
  StartQueueUrl: "aws_sqs_queue.step[local.workflow.first].url",
};

/** Returns the settings that a step leaves out in `infra/workflow.json`. */
function stepDefaults(plan: Plan, queue: boolean): Record<string, string> {
  const { guarded, forms, claimCheckDays, outcomes } = plan;
  return {
    description: "null",
    ...(queue ? { retries: "true" } : { concurrency: "-1" }),
    ...(guarded && { table_actions: "[]" }),
    ...(forms.approvals && { asks: "false" }),
    ...(claimCheckDays !== undefined && { puts_result: "false", gets_results: "[]" }),
    ...(!queue && outcomes.compensationFailed && { compensates: "false" }),
  };
}

function deadLetters(queue: boolean, startsLater: boolean): string | null {
  const start = "[aws_sqs_queue.start_dead_letter]";
  const ofSteps = "aws_sqs_queue.dead_letter";
  if (!queue) return startsLater ? start : null;
  return startsLater ? `concat(values(${ofSteps}), ${start})` : ofSteps;
}

/** Tells whether an alarm looks at one thing of which there is only one, and so stands in `infra/alarms.tf`. */
function isOfOneThing(alarm: Alarm): boolean {
  const [metric] = alarm.metrics;
  if (alarm.expression !== undefined || isOfWorkflow(alarm)) return false;
  return (
    ["AWS/DynamoDB", "AWS/ApiGateway"].includes(metric?.namespace ?? "") ||
    alarm.name.startsWith("start-")
  );
}

function alarmData({ name, description, metrics: [metric], threshold }: Alarm) {
  const dimensions = Object.entries(metric?.dimensions ?? {}).map(
    ([dimension, value]) => `${dimension} = ${expressionOf(value)}`,
  );
  return {
    name,
    description: hclString(description),
    namespace: hclString(metric?.namespace ?? ""),
    metric: hclString(metric?.name ?? ""),
    dimensions: `{ ${dimensions.join(", ")} }`,
    statistic: hclString(metric?.statistic ?? ""),
    threshold,
  };
}

/** The expressions of what there is only one of. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  "${api.api.id}": "aws_apigatewayv2_api.api.id",
  "${function.start.name}": 'aws_lambda_function.trigger["start"].function_name',
  "${queue.start-dlq.name}": "aws_sqs_queue.start_dead_letter.name",
  "${table.approvals.name}": "aws_dynamodb_table.approvals.name",
  "${table.idempotency.name}": "aws_dynamodb_table.idempotency.name",
};

const expressionOf = (text: string) => EXPRESSIONS[text] ?? hclString(text);
