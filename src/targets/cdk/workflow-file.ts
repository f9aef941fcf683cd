import { startQueueOf } from "../../deployment/deployment.ts";
import type { Deployment, Output } from "../../deployment/model.ts";
import { claimedSteps } from "../../deployment/uses.ts";
import { comment } from "../../quote.ts";
import { code, fitItems } from "../../render/layout.ts";
import { duration, newConstruct } from "./code.ts";
import { executionAlarms, newStateMachine, tableGrants, taskFunctions } from "./executions.ts";
import { importsOf } from "./imports.ts";
import { constructClassOf, variableOf } from "./names.ts";
import { queueOf, queueSteps, sentMessages } from "./queue-steps.ts";
import { startOf } from "./start.ts";
import { keepsResult } from "./uses.ts";

/** Returns the construct of the workflow: a statement for each step, and for where it sends its work. */
export function workflowFile(deployment: Deployment): string {
  const { name, description } = deployment;
  const own = isOnQueues(deployment) ? onQueues(deployment) : asStateMachine(deployment);
  const paragraphs = [
    ...own.paragraphs,
    ...startOf(deployment),
    [
      ...own.alarms,
      newConstruct({ type: "WorkflowDashboard", id: "Dashboard", ...dashboardProps(deployment) }),
    ],
    deployment.outputs.map(newOutput),
  ].filter((lines) => lines.length > 0);
  const text = [
    "",
    `/** ${comment(description)} */`,
    `export class ${constructClassOf(name)} extends WorkflowConstruct {`,
    ...own.members,
    "",
    "  constructor(scope: Construct, id: string, props: WorkflowProps = {}) {",
    `    super(scope, id, ${JSON.stringify(name)}, props);`,
    ...paragraphs.flatMap((lines) => ["", ...lines]),
    "  }",
    "}",
    "",
  ].join("\n");
  return importsOf(text) + text;
}

interface OwnOfTransport {
  readonly members: readonly string[];
  readonly paragraphs: readonly (readonly string[])[];
  readonly alarms: readonly string[];
}

const isOnQueues = ({ stateMachines }: Deployment) => stateMachines.length === 0;

function onQueues(deployment: Deployment): OwnOfTransport {
  const isCompensated = deployment.alarms.some(({ name }) => name === "compensated");
  const first = startQueueOf(deployment) ?? "";
  return {
    members: ["  /** Where the first message is sent. */", "  readonly startQueue: WorkflowQueue;"],
    paragraphs: [
      newStorage(deployment),
      queueSteps(deployment),
      [...sentMessages(deployment), ...claimGrants(deployment, ".fn")],
      [`    this.startQueue = ${queueOf(first)};`],
    ],
    alarms: [`    alarmOnEnds(this${isCompensated ? ", props.compensatedShare" : ""});`],
  };
}

function asStateMachine(deployment: Deployment): OwnOfTransport {
  return {
    members: ["  readonly stateMachine: WorkflowStateMachine;"],
    paragraphs: [
      newStorage(deployment),
      taskFunctions(deployment),
      [...tableGrants(deployment), ...claimGrants(deployment, "")],
      [newStateMachine(deployment)],
    ],
    alarms: executionAlarms(deployment),
  };
}

const TABLES: Readonly<Record<string, readonly [variable: string, type: string]>> = {
  idempotency: ["table", "IdempotencyTable"],
  approvals: ["approvals", "ApprovalTable"],
};

function newStorage({ tables, buckets }: Deployment): string[] {
  return [
    ...tables.flatMap(({ name }) => {
      const [variable, type] = TABLES[name] ?? [];
      return variable && type ? [newConstruct({ variable, type, id: type })] : [];
    }),
    ...buckets.map(({ expiresAfterDays = 0 }) =>
      newConstruct({
        variable: "claimChecks",
        type: "ClaimCheckBucket",
        id: "ClaimCheckBucket",
        props: { expiration: duration(expiresAfterDays * 86_400) },
      }),
    ),
  ];
}

function claimGrants({ functions }: Deployment, member: ".fn" | ""): string[] {
  const fn = (step: string) => `${variableOf(step)}${member}`;
  const keeping = functions.filter(keepsResult).map(({ name }) => fn(name));
  return [
    ...(keeping.length > 0 ? [fitItems("    claimChecks.grantKeep(", keeping, ");")] : []),
    ...functions.flatMap((claiming) => {
      const steps = claimedSteps(claiming);
      if (steps.length === 0) return [];
      return fitItems("    claimChecks.grantClaim(", [fn(claiming.name), ...steps.map(fn)], ");");
    }),
  ];
}

function dashboardProps({ apis, stateMachines }: Deployment): { props?: object } {
  const props = {
    ...(apis.length > 0 && { api: code("api") }),
    ...(stateMachines.length > 0 && { stateMachine: code("this.stateMachine") }),
  };
  return Object.keys(props).length > 0 ? { props } : {};
}

function newOutput({ name, description, value }: Output): string {
  const path = value.slice(value.lastIndexOf("}") + 1);
  const values = {
    ApiUrl: `\`\${api.apiEndpoint}${path}\``,
    StateMachineArn: "this.stateMachine.stateMachineArn",
    StartQueueUrl: "this.startQueue.queueUrl",
  };
  return newConstruct({
    type: "CfnOutput",
    id: name,
    props: { description, value: code(values[name]) },
  });
}
