import { deliveryOf } from "../cloudformation/invocations.ts";
import { listOf, type Properties, propertiesOf, type Reader } from "../cloudformation/reader.ts";
import type { AsynchronousInvocation, EventRule, Route, Schedule } from "../resources.ts";
import { allows, type Permissions, permissionsOf } from "./permissions.ts";

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
  return resources("AWS::Scheduler::Schedule")
    .map(({ properties }) => ({ properties, target: propertiesOf(properties.Target) }))
    .filter(({ target }) => named(target.Arn) === fn)
    .flatMap(({ properties: { State = "ENABLED", ScheduleExpression }, target }) => {
      const delivery = deliveryOf(reader, target);
      const permissions = permissionsOf(reader, target.RoleArn);
      const works =
        text(State) === "ENABLED" &&
        allows(permissions, "lambda:InvokeFunction", text(target.Arn)) &&
        allows(permissions, "sqs:SendMessage", delivery.deadLetters);
      const schedule = { expression: text(ScheduleExpression), input: text(target.Input) };
      return works ? [{ ...schedule, ...delivery }] : [];
    });
}

/** Reads the events by which a function is invoked, if EventBridge may do so. */
export function eventRulesOf(reader: Reader, fn: string): EventRule[] {
  const { text, texts, named, resources } = reader;
  if (!mayInvoke(reader, "events.amazonaws.com", fn)) return [];
  return resources("AWS::Events::Rule")
    .map(({ properties }) => properties)
    .filter(({ State = "ENABLED" }) => text(State) === "ENABLED")
    .flatMap(({ EventPattern, Targets }) => {
      const pattern = propertiesOf(EventPattern);
      return listOf(Targets)
        .map(propertiesOf)
        .filter(({ Arn }) => named(Arn) === fn)
        .map((target) => ({
          sources: texts(pattern.source),
          detailTypes: texts(pattern["detail-type"]),
          ...deliveryOf(reader, target),
        }));
    });
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
