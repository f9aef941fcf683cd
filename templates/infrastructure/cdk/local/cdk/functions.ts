import { mappingOf } from "../cloudformation/invocations.ts";
import { listOf, propertiesOf, type Reader } from "../cloudformation/reader.ts";
import type { LambdaFunction, Statement } from "../resources.ts";
import { asynchronousOf, eventRulesOf, routesOf, schedulesOf } from "./invoked-by.ts";
import { besidesObserving, mayLog, mayTrace, permissionsOf } from "./permissions.ts";

/** Reads the functions, each with what invokes it. */
export function functionsIn(reader: Reader): LambdaFunction[] {
  const { text, texts, number, entries, named, resources } = reader;
  const versioned = resources("AWS::Lambda::Version").map(({ name }) => name);
  return resources("AWS::Lambda::Function").map(({ name, place, resource, properties }) => {
    const permissions = permissionsOf(reader, properties.Role);
    const asynchronous = asynchronousOf(reader, name, permissions);
    const { LogFormat, LogGroup } = propertiesOf(properties.LoggingConfig);
    const isLogged = text(LogFormat) === "JSON" && mayLog(permissions, arnOf(text(LogGroup)));
    const { statements, managedPolicies } = besidesObserving(permissions);
    return {
      name,
      place,
      bundle: text(resource.Metadata?.["aws:asset:path"]),
      handler: text(properties.Handler),
      runtime: text(properties.Runtime),
      architecture: text(listOf(properties.Architectures)[0] ?? "x86_64"),
      memoryMegabytes: number(properties.MemorySize) ?? 128,
      timeoutSeconds: number(properties.Timeout) ?? 3,
      environment: entries(propertiesOf(properties.Environment).Variables),
      reservedConcurrency: number(properties.ReservedConcurrentExecutions),
      traced:
        text(propertiesOf(properties.TracingConfig).Mode) === "Active" && mayTrace(permissions),
      logsTo: isLogged ? named(LogGroup) : undefined,
      publishesVersions: versioned.includes(name),
      allowsLoops: text(properties.RecursiveLoop) === "Allow",
      layers: texts(properties.Layers),
      statements: asynchronous ? withoutSending(statements, asynchronous.onFailure) : statements,
      managedPolicies,
      mapping: mappingOf(reader, name),
      asynchronous,
      routes: routesOf(reader, name),
      schedules: schedulesOf(reader, name),
      eventRules: eventRulesOf(reader, name),
    };
  });
}

/** `${logs.functions.name}` becomes `${logs.functions.arn}`. */
const arnOf = (group: string) => group.replace(/\.name\}$/, ".arn}");

const SENDING = ["sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"];

/** Leaves out that Lambda may send what failed to a queue in the name of the function. */
function withoutSending(statements: readonly Statement[], queue: string): Statement[] {
  return statements.flatMap((statement) => {
    if (!statement.actions.every((action) => SENDING.includes(action))) return statement;
    const resources = statement.resources.filter((resource) => resource !== queue);
    return resources.length > 0 ? { ...statement, resources } : [];
  });
}
