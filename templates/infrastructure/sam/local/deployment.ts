import { deliveryOf, mappingOf } from "./cloudformation/invocations.ts";
import {
  listOf,
  type Properties,
  propertiesOf,
  type Reader,
  type Resource,
  type Template,
  templateReader,
} from "./cloudformation/reader.ts";
import { stackResources } from "./cloudformation/stack.ts";
import { readTemplate } from "./cloudformation/template.ts";
import type {
  Api,
  Deployment,
  EventRule,
  LambdaFunction,
  Route,
  Schedule,
  StateMachine,
} from "./resources.ts";

/** The names of what there is one of, whatever the steps of the workflow are. */
const NAMES: Record<string, string> = {
  IdempotencyTable: "idempotency",
  ApprovalTable: "approvals",
  ClaimCheckBucket: "claim-checks",
  AlarmTopic: "alarms",
  FunctionLogs: "functions",
  StateMachineLogs: "executions",
  ApiLogs: "api",
  StateMachine: "workflow",
  Api: "api",
};

let deployment: Promise<Deployment> | undefined;

/** Returns what `template.yaml` deploys. */
export function readDeployment(): Promise<Deployment> {
  deployment ??= Promise.resolve(deploymentIn(readTemplate()));
  return deployment;
}

function deploymentIn(template: Template): Deployment {
  const reader = templateReader(template, { nameOf, placeOf });
  const ofAll = propertiesOf(propertiesOf(template.Globals).Function);
  const outputs = Object.entries(template.Outputs ?? {});
  return {
    functions: reader
      .resources("AWS::Serverless::Function")
      .map((fn) => lambdaFunction(reader, ofAll, fn)),
    ...stackResources(reader),
    stateMachines: stateMachines(reader),
    apis: apis(reader),
    outputs: Object.fromEntries(outputs.map(([name, { Value }]) => [name, reader.text(Value)])),
  };
}

function nameOf(id: string, { Type, Properties }: Resource): string | undefined {
  if (Type === "AWS::SQS::Queue") {
    const { Sub } = propertiesOf(Properties?.QueueName);
    return /^\$\{AWS::StackName\}-(.+?)(?:\.fifo)?$/.exec(String(Sub))?.[1];
  }
  return Type === "AWS::Serverless::Function" ? entryOf(Properties) : NAMES[id];
}

function placeOf(id: string): string {
  return `${id} in template.yaml`;
}

function entryOf(properties: Properties | undefined): string | undefined {
  return /^dist\/([^/]+)/.exec(String(properties?.CodeUri))?.[1];
}

function lambdaFunction(
  reader: Reader,
  ofAll: Properties,
  { name, place, properties: own }: ReturnType<Reader["resources"]>[number],
): LambdaFunction {
  const { text, texts, number, isTrue, entries, statements, named } = reader;
  const properties: Properties = { ...ofAll, ...own };
  const variables = ({ Environment }: Properties) => entries(propertiesOf(Environment).Variables);
  const logging = propertiesOf(properties.LoggingConfig);
  const policies = listOf(own.Policies);
  const isInline = (policy: unknown) => "Statement" in propertiesOf(policy);
  const asynchronous = propertiesOf(properties.EventInvokeConfig);
  const { Destination } = propertiesOf(propertiesOf(asynchronous.DestinationConfig).OnFailure);
  return {
    name,
    place,
    bundle: text(own.CodeUri).replace(/\/$/, ""),
    handler: text(properties.Handler),
    runtime: text(properties.Runtime),
    architecture: text(listOf(properties.Architectures)[0] ?? "x86_64"),
    memoryMegabytes: number(properties.MemorySize) ?? 128,
    timeoutSeconds: number(properties.Timeout) ?? 3,
    environment: { ...variables(ofAll), ...variables(own) },
    reservedConcurrency: number(properties.ReservedConcurrentExecutions),
    traced: text(properties.Tracing) === "Active",
    logsTo: text(logging.LogFormat) === "JSON" ? named(logging.LogGroup) : undefined,
    publishesVersions:
      "AutoPublishAlias" in properties && isTrue(properties.AutoPublishAliasAllProperties),
    allowsLoops: text(properties.RecursiveLoop) === "Allow",
    layers: texts(properties.Layers),
    statements: policies.filter(isInline).flatMap(statements),
    managedPolicies: texts(policies.filter((policy) => !isInline(policy))),
    mapping: mappingOf(reader, name),
    asynchronous:
      Destination === undefined
        ? undefined
        : {
            retries: number(asynchronous.MaximumRetryAttempts) ?? 2,
            onFailure: text(Destination),
          },
    ...events(reader, own),
  };
}

function events(
  reader: Reader,
  { Events }: Properties,
): Pick<LambdaFunction, "routes" | "schedules" | "eventRules"> {
  const ofType = (...types: string[]) =>
    Object.values(propertiesOf(Events))
      .map(propertiesOf)
      .filter(({ Type }) => types.includes(String(Type)))
      .map(({ Properties }) => propertiesOf(Properties));
  return {
    routes: ofType("HttpApi").map((properties) => route(reader, properties)),
    schedules: ofType("Schedule", "ScheduleV2").map((properties) => schedule(reader, properties)),
    eventRules: ofType("EventBridgeRule").map((properties) => eventRule(reader, properties)),
  };
}

function route({ text, named, isTrue, resources }: Reader, properties: Properties): Route {
  const api = resources("AWS::Serverless::HttpApi").find(
    ({ name }) => name === named(properties.ApiId),
  );
  const ofApi = propertiesOf(api?.properties.Auth);
  const { Authorizer = ofApi.DefaultAuthorizer ?? "NONE" } = propertiesOf(properties.Auth);
  const authorizer = text(Authorizer);
  const isThere = authorizer !== "AWS_IAM" || isTrue(ofApi.EnableIamAuthorizer);
  return {
    method: text(properties.Method),
    path: text(properties.Path),
    authorizer: isThere ? authorizer : "NONE",
  };
}

function schedule(reader: Reader, properties: Properties): Schedule {
  return {
    expression: reader.text(properties.ScheduleExpression ?? properties.Schedule),
    input: reader.text(properties.Input),
    ...deliveryOf(reader, properties),
  };
}

function eventRule(reader: Reader, properties: Properties): EventRule {
  const pattern = propertiesOf(properties.Pattern);
  return {
    sources: reader.texts(pattern.source),
    detailTypes: reader.texts(pattern["detail-type"]),
    ...deliveryOf(reader, properties),
  };
}

function stateMachines(reader: Reader): StateMachine[] {
  const { text, isTrue, entries, named, statements, resources } = reader;
  return resources("AWS::Serverless::StateMachine").map(({ id, name, properties }) => {
    const all = listOf(properties.Policies).flatMap(statements);
    const logs = all.filter(({ actions }) => actions.every((action) => /^logs:/.test(action)));
    const logging = propertiesOf(properties.Logging);
    const [destination] = listOf(logging.Destinations).map(propertiesOf);
    return {
      name,
      physicalName: text(properties.Name ?? { "Fn::GetAtt": [id, "Name"] }),
      type: text(properties.Type ?? "STANDARD"),
      substitutions: entries(properties.DefinitionSubstitutions),
      traced: isTrue(propertiesOf(properties.Tracing).Enabled),
      logging:
        destination && logs.some(({ actions }) => actions.includes("logs:CreateLogDelivery"))
          ? {
              level: text(logging.Level),
              includesData: isTrue(logging.IncludeExecutionData),
              group: named(propertiesOf(destination.CloudWatchLogsLogGroup).LogGroupArn),
            }
          : undefined,
      statements: all.filter((statement) => !logs.includes(statement)),
    };
  });
}

function apis({ text, number, named, resources }: Reader): Api[] {
  return resources("AWS::Serverless::HttpApi").map(({ name, properties }) => {
    const settings = propertiesOf(properties.DefaultRouteSettings);
    const log = propertiesOf(properties.AccessLogSettings);
    return {
      name,
      throttling:
        "ThrottlingRateLimit" in settings
          ? {
              rate: number(settings.ThrottlingRateLimit) ?? 0,
              burst: number(settings.ThrottlingBurstLimit) ?? 0,
            }
          : undefined,
      accessLog:
        "DestinationArn" in log
          ? { group: named(log.DestinationArn), format: text(log.Format) }
          : undefined,
    };
  });
}
