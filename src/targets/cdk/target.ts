import type { Deployment } from "../../deployment/model.ts";
import { outcomesOf } from "../../plan/outcomes.ts";
import type { Plan } from "../../plan/plan.ts";
import { templatesUnder } from "../../render/templates.ts";
import type { Target } from "../target.ts";
import { cdk as description } from "./description.ts";
import { constructClassOf, stackClassOf } from "./names.ts";
import { workflowFile } from "./workflow-file.ts";

export const cdk: Target = {
  ...description,
  templateData,
  files: (deployment, plan) => [
    ["infra/workflow.ts", workflowFile(deployment)],
    ...partsOf(deployment).flatMap((part) => {
      const data = templateData(deployment, plan);
      return templatesUnder(`infrastructure/cdk-parts/${part}`).map(
        ({ path, render }): [string, string] => [path, render(data)],
      );
    }),
  ],
};

/** Returns the folders of templates that only some workflows need. */
function partsOf({
  stateMachines,
  queues,
  tables,
  buckets,
  apis,
  functions,
}: Deployment): string[] {
  return [
    stateMachines.length > 0 ? "state-machine" : "queue-steps",
    ...(queues.length > 0 ? ["queues"] : []),
    ...(tables.length > 0 ? ["tables"] : []),
    ...(buckets.length > 0 ? ["claim-checks"] : []),
    ...(apis.length > 0 ? ["api"] : []),
    ...(functions.some(({ role }) => role === "start") ? ["start"] : []),
  ];
}

function templateData(deployment: Deployment, plan: Plan) {
  const { name, stateMachines, queues, apis, functions, alarms } = deployment;
  const { trigger } = plan.workflow;
  const outcomes = outcomesOf(plan);
  const stateMachine = stateMachines.length > 0;
  const isPart = plan.workflow.as === "construct";
  return {
    workflowName: name,
    description: deployment.description,
    constructClass: constructClassOf(name),
    stackClass: stackClassOf(name),
    isPart,
    packageManager: plan.packageManager,
    prefixDefault: isPart ? `the stack's name and \`${name}\`` : "the name of the stack",
    prefixCode: isPart ? `\`\${Stack.of(this).stackName}-${name}\`` : "Stack.of(this).stackName",
    queue: !stateMachine,
    stateMachine,
    fifo: queues.some(({ fifo }) => fifo !== undefined),
    hasQueues: queues.length > 0,
    guarded: plan.guarded,
    hasApprovals: plan.forms.approvals,
    hasAnswerRequest: functions.some(({ role }) => role === "answer"),
    trigger: trigger !== undefined,
    api: apis.length > 0,
    schedule: trigger?.kind === "schedule",
    event: trigger?.kind === "event",
    startsLater: trigger !== undefined && trigger.kind !== "api",
    outcomes,
    counts: !stateMachine || outcomes.compensated,
    hasDashboardProps: stateMachine || apis.length > 0,
    dashboardVariables: dashboardVariables(deployment),
    firstOperation: stateMachine ? "PutItem" : "UpdateItem",
    failedLabel: outcomes.compensationFailed ? "Failed, or half undone" : "Failed",
    executionsFailed: alarms.find((alarm) => alarm.name === "executions-failed")?.description ?? "",
    alarmedEnds: alarmedEnds(outcomes),
  };
}

function dashboardVariables({ stateMachines, queues, apis }: Deployment): string {
  const lists = [
    "functions",
    ...(stateMachines.length > 0 ? [] : ["queues"]),
    ...(queues.length > 0 ? ["deadLetterQueues"] : []),
  ];
  const props = [
    ...(apis.length > 0 ? ["api"] : []),
    ...(stateMachines.length > 0 ? ["stateMachine"] : []),
  ];
  return [
    `    const { ${lists.join(", ")} } = scope;`,
    ...(props.length > 0 ? [`    const { ${props.join(", ")} } = props;`] : []),
  ].join("\n");
}

function alarmedEnds({ failed, compensated }: ReturnType<typeof outcomesOf>): string {
  return failed || compensated ? ", and on how workflows end" : "";
}
