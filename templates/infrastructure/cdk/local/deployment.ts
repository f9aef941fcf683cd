import { functionsIn } from "./cdk/functions.ts";
import { namesIn } from "./cdk/names.ts";
import { allows, besidesObserving, mayTrace, permissionsOf } from "./cdk/permissions.ts";
import { synthesize } from "./cdk/synthesize.ts";
import {
  listOf,
  propertiesOf,
  type Reader,
  type Template,
  templateReader,
} from "./cloudformation/reader.ts";
import { stackResources } from "./cloudformation/stack.ts";
import type { Api, Deployment, StateMachine } from "./resources.ts";

let deployment: Promise<Deployment> | undefined;

/** Returns what `infra/` deploys. */
export function readDeployment(): Promise<Deployment> {
  deployment ??= Promise.resolve(deploymentIn(synthesize()));
  return deployment;
}

/** Reads a template as CloudFormation takes it. */
export function deploymentIn(template: Template): Deployment {
  const reader = templateReader(template, namesIn(template));
  return {
    functions: functionsIn(reader),
    ...stackResources(reader),
    stateMachines: stateMachinesIn(reader),
    apis: apisIn(reader),
    outputs: outputsIn(reader, template),
  };
}

function stateMachinesIn(reader: Reader): StateMachine[] {
  const { text, entries, isTrue, named, resources } = reader;
  return resources("AWS::StepFunctions::StateMachine").map(({ id, name, properties }) => {
    const permissions = permissionsOf(reader, properties.RoleArn);
    const logging = propertiesOf(properties.LoggingConfiguration);
    const [destination] = listOf(logging.Destinations).map(propertiesOf);
    return {
      name,
      physicalName: text(properties.StateMachineName ?? { "Fn::GetAtt": [id, "Name"] }),
      type: text(properties.StateMachineType ?? "STANDARD"),
      substitutions: entries(properties.DefinitionSubstitutions),
      traced:
        isTrue(propertiesOf(properties.TracingConfiguration).Enabled) && mayTrace(permissions),
      logging:
        destination && allows(permissions, "logs:CreateLogDelivery", "*")
          ? {
              level: text(logging.Level),
              includesData: isTrue(logging.IncludeExecutionData),
              group: named(propertiesOf(destination.CloudWatchLogsLogGroup).LogGroupArn),
            }
          : undefined,
      statements: besidesObserving(permissions).statements,
    };
  });
}

/** Reads the APIs with their stages, of which they have one. */
function apisIn({ text, number, named, resources }: Reader): Api[] {
  return resources("AWS::ApiGatewayV2::Api").map(({ name }) => {
    const stage = resources("AWS::ApiGatewayV2::Stage").find(
      ({ properties }) => named(properties.ApiId) === name,
    )?.properties;
    const settings = propertiesOf(stage?.DefaultRouteSettings);
    const rate = number(settings.ThrottlingRateLimit);
    const burst = number(settings.ThrottlingBurstLimit);
    const log = propertiesOf(stage?.AccessLogSettings);
    return {
      name,
      throttling: rate !== undefined && burst !== undefined ? { rate, burst } : undefined,
      accessLog:
        "DestinationArn" in log
          ? { group: named(log.DestinationArn), format: text(log.Format) }
          : undefined,
    };
  });
}

/** The name of an output in a nested construct begins with the id of the construct and ends with a hash. */
function outputsIn({ text }: Reader, { Outputs = {} }: Template): Record<string, string> {
  return Object.fromEntries(Object.entries(Outputs).map(([id, { Value }]) => [id, text(Value)]));
}
