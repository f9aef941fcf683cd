import { listOf, type Properties, propertiesOf, type Reader } from "./cloudformation.ts";
import { allows, type Permissions, permissionsOf } from "./permissions.ts";
import type {
  AsynchronousInvocation,
  EventRule,
  EventSourceMapping,
  Route,
  Schedule,
} from "./resources.ts";

/** Reads what feeds a function from a queue. */
export function mappingOf(reader: Reader, fn: string): EventSourceMapping | undefined {
  const { text, number, named } = reader;
  const mapping = ofFunction(reader, "AWS::Lambda::EventSourceMapping", fn)[0];
  return (
    mapping && {
      queue: named(mapping.EventSourceArn),
      batchSize: number(mapping.BatchSize) ?? 10,
      batchingWindowSeconds: number(mapping.MaximumBatchingWindowInSeconds),
      maximumConcurrency: number(propertiesOf(mapping.ScalingConfig).MaximumConcurrency),
      reportsFailures: listOf(mapping.FunctionResponseTypes).includes("ReportBatchItemFailures"),
      enabled: text(mapping.Enabled ?? true) === "true",
      filtered: mapping.FilterCriteria !== undefined,
    }
  );
}

/** Reads where Lambda sends asynchronous invocations that failed, if the function may send there. */
export function asynchronousOf(
  reader: Reader,
  fn: string,
  permissions: Permissions,
): AsynchronousInvocation | undefined {
  const [invocation] = ofFunction(reader, "AWS::Lambda::EventInvokeConfig", fn);
  const { OnFailure } = propertiesOf(invocation?.DestinationConfig);
  const onFailure = reader.text(propertiesOf(OnFailure).Destination);
  return invocation && allows(permissions, "sqs:SendMessage", onFailure)
    ? { retries: reader.number(invocation.MaximumRetryAttempts) ?? 2, onFailure }
    : undefined;
}

/** Reads the requests that invoke a function, if API Gateway may do so. */
export function routesOf(reader: Reader, fn: string): Route[] {
  const { text, named, resources } = reader;
  if (!mayInvoke(reader, "apigateway.amazonaws.com", fn)) return [];
  const integrations = resources("AWS::ApiGatewayV2::Integration")
    .filter(({ properties }) => named(properties.IntegrationUri) === fn)
    .map(({ id }) => `integrations/\${${id}}`);
  return resources("AWS::ApiGatewayV2::Route")
    .filter(({ properties }) => integrations.includes(text(properties.Target)))
    .map(({ properties }) => {
      const [method = "", path = ""] = text(properties.RouteKey).split(" ");
      return { method, path, authorizer: text(properties.AuthorizationType ?? "NONE") };
    });
}

/** Reads the schedules by which a function is invoked, if they may do so and may send what failed. */
export function schedulesOf(reader: Reader, fn: string): Schedule[] {
  const { text, named, resources } = reader;
  return resources("AWS::Scheduler::Schedule").flatMap(({ properties }) => {
    const target = propertiesOf(properties.Target);
    const { deadLetters, ...delivery } = deliveryOf(reader, target);
    const permissions = permissionsOf(reader, target.RoleArn);
    const isAllowed =
      allows(permissions, "lambda:InvokeFunction", text(target.Arn)) &&
      allows(permissions, "sqs:SendMessage", deadLetters);
    return named(target.Arn) === fn &&
      isAllowed &&
      text(properties.State ?? "ENABLED") === "ENABLED"
      ? {
          expression: text(properties.ScheduleExpression),
          input: text(target.Input),
          deadLetters,
          ...delivery,
        }
      : [];
  });
}

/** Reads the events by which a function is invoked, if EventBridge may do so. */
export function eventRulesOf(reader: Reader, fn: string): EventRule[] {
  const { text, texts, named, resources } = reader;
  if (!mayInvoke(reader, "events.amazonaws.com", fn)) return [];
  return resources("AWS::Events::Rule")
    .filter(({ properties }) => text(properties.State ?? "ENABLED") === "ENABLED")
    .flatMap(({ properties }) => {
      const pattern = propertiesOf(properties.EventPattern);
      return listOf(properties.Targets)
        .map(propertiesOf)
        .filter(({ Arn }) => named(Arn) === fn)
        .map((target) => ({
          sources: texts(pattern.source),
          detailTypes: texts(pattern["detail-type"]),
          ...deliveryOf(reader, target),
        }));
    });
}

/** Reads how a start is delivered; what is left out is as EventBridge has it. */
function deliveryOf({ text, number }: Reader, { RetryPolicy, DeadLetterConfig }: Properties) {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = propertiesOf(RetryPolicy);
  return {
    retries: number(MaximumRetryAttempts) ?? 185,
    retriedForSeconds: number(MaximumEventAgeInSeconds) ?? 86_400,
    deadLetters: text(propertiesOf(DeadLetterConfig).Arn),
  };
}

function mayInvoke(reader: Reader, service: string, fn: string): boolean {
  return ofFunction(reader, "AWS::Lambda::Permission", fn).some(
    ({ Principal, Action }) =>
      reader.text(Principal) === service && reader.text(Action) === "lambda:InvokeFunction",
  );
}

/** Returns the properties of all resources of a type that name a function. */
function ofFunction({ named, resources }: Reader, type: string, fn: string): Properties[] {
  return resources(type)
    .map(({ properties }) => properties)
    .filter(({ FunctionName }) => named(FunctionName) === fn);
}
