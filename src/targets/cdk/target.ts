import type { Deployment } from "../../deployment/model.ts";
import { compact } from "../../lists.ts";
import type { Plan } from "../../plan/plan.ts";
import { fitLiteral, stringProperty } from "../../render/layout.ts";
import { endNames, type Outcomes } from "../../semantics/outcomes.ts";
import type { Target } from "../target.ts";
import { cdk as description } from "./description.ts";
import { constructClassOf, stackClassOf } from "./names.ts";
import { workflowFile } from "./workflow-file.ts";

/** AWS CDK. */
export const cdk: Target = {
  ...description,
  folders: (deployment, plan) => [
    "cdk",
    "cloudformation",
    ...(isPart(plan) ? [] : ["cdk-parts/app"]),
    ...partsOf(deployment).map((part) => `cdk-parts/${part}`),
  ],
  templateData,
  files: (deployment) => [["infra/workflow.ts", workflowFile(deployment)]],
};

/** Tells whether the workflow is to be part of somebody else's app. */
const isPart = ({ workflow }: Plan) => workflow.as === "construct";

/** Returns the folders of templates that only some workflows need. */
function partsOf({
  stateMachines,
  queues,
  tables,
  buckets,
  apis,
  functions,
}: Deployment): string[] {
  return compact([
    stateMachines.length > 0 ? "state-machine" : "queue-steps",
    queues.length > 0 && "queues",
    tables.length > 0 && "tables",
    buckets.length > 0 && "claim-checks",
    apis.length > 0 && "api",
    functions.some(({ role }) => role === "start") && "start",
  ]);
}

function templateData(deployment: Deployment, plan: Plan) {
  const { name, stateMachines, apis, alarms } = deployment;
  const { outcomes } = plan;
  const stateMachine = stateMachines.length > 0;
  return {
    descriptionLine: stringProperty("      description:", deployment.description),
    constructClass: constructClassOf(name),
    stackClass: stackClassOf(name),
    isPart: isPart(plan),
    prefixDefault: isPart(plan) ? `the stack's name and \`${name}\`` : "the name of the stack",
    prefixCode: isPart(plan)
      ? `\`\${Stack.of(this).stackName}-${name}\``
      : "Stack.of(this).stackName",
    counts: !stateMachine || outcomes.compensated,
    hasDashboardProps: stateMachine || apis.length > 0,
    dashboardVariables: dashboardVariables(deployment, outcomes),
    executionsFailed: alarms.find((alarm) => alarm.name === "executions-failed")?.description ?? "",
    alarmedEnds: alarmedEnds(outcomes),
  };
}

/** Returns the lines that take what the dashboard shows out of what it is given. */
function dashboardVariables(
  { stateMachines, queues, apis }: Deployment,
  outcomes: Outcomes,
): string[] {
  const onQueues = stateMachines.length === 0;
  const lists = compact([
    "functions",
    onQueues && "queues",
    queues.length > 0 && "deadLetterQueues",
  ]);
  const props = compact([apis.length > 0 && "api", !onQueues && "stateMachine"]);
  return compact([
    `    const { ${lists.join(", ")} } = scope;`,
    props.length > 0 && `    const { ${props.join(", ")} } = props;`,
    onQueues && fitLiteral("    const ends = ", endNames(outcomes), ";"),
  ]);
}

function alarmedEnds({ failed, compensated }: Outcomes): string {
  return failed || compensated ? ", and on how workflows end" : "";
}
