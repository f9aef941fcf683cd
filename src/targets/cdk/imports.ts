import { fitItems } from "../../render/layout.ts";

/** The names that the file of the workflow may need, by module, in the order of imports. */
const modules: readonly (readonly [module: string, names: readonly string[]])[] = [
  ["aws-cdk-lib/aws-apigatewayv2", ["HttpMethod"]],
  ["aws-cdk-lib/aws-apigatewayv2-authorizers", ["HttpIamAuthorizer"]],
  ["aws-cdk-lib/aws-apigatewayv2-integrations", ["HttpLambdaIntegration"]],
  ["aws-cdk-lib/core", ["CfnOutput", "Duration"]],
  ["constructs", ["type Construct"]],
  ["./api.ts", ["WorkflowApi"]],
  ["./claim-checks.ts", ["ClaimCheckBucket"]],
  ["./constructs.ts", ["WorkflowConstruct", "WorkflowFunction", "type WorkflowProps"]],
  ["./dashboard.ts", ["WorkflowDashboard"]],
  ["./ends.ts", ["alarmOnCompensated", "alarmOnCompensations", "alarmOnEnds", "alarmOnExecutions"]],
  ["./queue-step.ts", ["QueueConsumer", "QueueStep"]],
  ["./start.ts", ["Start"]],
  ["./state-machine.ts", ["WorkflowStateMachine"]],
  ["./tables.ts", ["ApprovalTable", "IdempotencyTable"]],
  ["./workflow-queue.ts", ["type WorkflowQueue"]],
];

/** Returns the imports of what a text mentions outside of strings and comments. */
export function importsOf(text: string): string {
  const words = new Set(text.replace(NO_CODE, "").match(/\w+/g));
  return modules
    .map(([module, names]) => [module, names.filter((name) => words.has(bare(name)))] as const)
    .filter(([, names]) => names.length > 0)
    .map(([module, names]) => importLine(module, names))
    .join("");
}

const NO_CODE = /\/\*\*.*\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

const bare = (name: string) => name.replace(/^type /, "");

function importLine(module: string, names: readonly string[]): string {
  const onlyTypes = names.every((name) => name.startsWith("type "));
  const items = onlyTypes ? names.map(bare) : names;
  return `${fitItems(`import ${onlyTypes ? "type " : ""}{ `, items, ` } from "${module}";`)}\n`;
}
