import type { Deployment, LambdaFunction } from "../../deployment/model.ts";
import { queuesSentTo } from "../../deployment/uses.ts";
import { code, fitLiteral } from "../../render/layout.ts";
import { camelCase, pascalCase } from "../../workflow/letter-case.ts";
import { newConstruct } from "./code.ts";
import { newFunction } from "./executions.ts";
import { queueOf } from "./queue-steps.ts";

/** Returns the statements that make what starts the workflow, and what tells about it, in paragraphs. */
export function startOf(deployment: Deployment): string[][] {
  const start = deployment.functions.find(({ role }) => role === "start");
  if (start === undefined) return [];
  return [
    [
      newConstruct({ variable: "start", type: "Start", id: "Start" }),
      ...permissionsOfStart(start),
      ...start.schedules.map(({ expression }) => call("start.onSchedule", expression)),
      ...start.eventRules.map(({ sources, detailTypes }) =>
        call("start.onEvent", { source: sources, detailType: detailTypes }),
      ),
    ],
    ...deployment.functions.flatMap((fn) => (isAsked(fn) ? [askedFunction(fn)] : [])),
    ...(deployment.apis.length > 0 ? [newApi(deployment)] : []),
  ];
}

function permissionsOfStart(start: LambdaFunction): string[] {
  const queues = queuesSentTo(start);
  if (queues.length === 0) return ["    this.stateMachine.grantStart(start.fn);"];
  return [
    ...queues.map((name) => `    ${queueOf(name)}.grantSend(start.fn);`),
    "    table.grantRecords(start.fn);",
  ];
}

const isAsked = ({ role }: LambdaFunction) => role === "status" || role === "answer";

function askedFunction(fn: LambdaFunction): string[] {
  const variable = camelCase(fn.name);
  return [
    newFunction(fn, variable),
    ...(fn.role === "status"
      ? [`    this.stateMachine.grantStatus(${variable});`]
      : [
          `    approvals.grantAnswer(${variable});`,
          `    this.stateMachine.grantAnswer(${variable});`,
        ]),
  ];
}

function newApi({ functions }: Deployment): string[] {
  const routes = functions.flatMap((fn) =>
    fn.routes.flatMap(({ method, path, keepsAuthorizer }) => {
      const variable = fn.role === "start" ? "start.fn" : camelCase(fn.name);
      const integration = `new HttpLambdaIntegration("${pascalCase(fn.name)}", ${variable})`;
      return [
        ...(keepsAuthorizer
          ? ["    // Users who may start a workflow must not be able to approve it."]
          : []),
        call("api.addRoutes", {
          path,
          methods: [code(`HttpMethod.${method}`)],
          integration: code(integration),
          ...(keepsAuthorizer && { authorizer: code("new HttpIamAuthorizer()") }),
        }),
      ];
    }),
  );
  return [newConstruct({ variable: "api", type: "WorkflowApi", id: "Api" }), ...routes];
}

const call = (method: string, argument: unknown) => fitLiteral(`    ${method}(`, argument, ");");
