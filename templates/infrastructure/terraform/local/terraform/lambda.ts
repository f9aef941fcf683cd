import type {
  AsynchronousInvocation,
  EventRule,
  EventSourceMapping,
  LambdaFunction,
  Route,
  Schedule,
} from "../resources.ts";
import {
  type Body,
  blockOf,
  bodyOf,
  listOf,
  type Named,
  numberOf,
  parsed,
  type Reader,
} from "./configuration.ts";
import type { Resource } from "./module.ts";
import { allows, permissionsOf, withoutAllowing } from "./permissions.ts";

const LOGS = ["logs:CreateLogStream", "logs:PutLogEvents"];
const TRACES = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
const SENDS = ["sqs:SendMessage"];
const INVOKES = ["lambda:InvokeFunction"];

/** Reads the functions, with what invokes them. */
export function lambdaFunctions(reader: Reader): LambdaFunction[] {
  return reader.ofType("aws_lambda_function").map((fn) => lambdaFunction(reader, fn));
}

function lambdaFunction(reader: Reader, fn: Named): LambdaFunction {
  const { text, texts, entries, named } = reader;
  const { name, body } = fn;
  const { statements, managedPolicies } = permissionsOf(reader, body.role);
  const logging = blockOf(body.logging_config);
  const group = `\${logs.${named(logging.log_group)}.arn}:*`;
  const asynchronous = asynchronousOf(reader, fn);
  const sendsFailures = asynchronous && allows(statements, SENDS, asynchronous.onFailure);
  const own = withoutAllowing(withoutAllowing(statements, LOGS, group), TRACES, "*");
  const reserved = numberOf(body.reserved_concurrent_executions) ?? -1;
  return {
    name,
    place: reader.placeOf(fn),
    bundle: reader.bundleOf(body) ?? text(body.filename),
    handler: text(body.handler),
    runtime: text(body.runtime),
    architecture: text(listOf(body.architectures)[0] ?? "x86_64"),
    memoryMegabytes: numberOf(body.memory_size) ?? 128,
    timeoutSeconds: numberOf(body.timeout) ?? 3,
    environment: entries(blockOf(body.environment).variables),
    reservedConcurrency: reserved < 0 ? undefined : reserved,
    traced: blockOf(body.tracing_config).mode === "Active" && allows(statements, TRACES, "*"),
    logsTo:
      logging.log_format === "JSON" && allows(statements, LOGS, group)
        ? named(logging.log_group)
        : undefined,
    publishesVersions: body.publish === true,
    allowsLoops: reader
      .about("aws_lambda_function_recursion_config", "function_name", fn)
      .some((config) => config.body.recursive_loop === "Allow"),
    layers: texts(body.layers),
    statements: sendsFailures ? withoutAllowing(own, SENDS, asynchronous.onFailure) : own,
    managedPolicies,
    mapping: mappingOf(reader, fn),
    asynchronous: sendsFailures ? asynchronous : undefined,
    routes: routes(reader, fn),
    schedules: schedules(reader, fn),
    eventRules: eventRules(reader, fn),
  };
}

function mappingOf(reader: Reader, fn: Resource): EventSourceMapping | undefined {
  const [mapping] = reader
    .about("aws_lambda_event_source_mapping", "function_name", fn)
    .map(({ body }) => body)
    .filter((body) => reader.referred(body.event_source_arn)?.type === "aws_sqs_queue");
  if (!mapping) return undefined;
  return {
    queue: reader.named(mapping.event_source_arn),
    batchSize: numberOf(mapping.batch_size) ?? 10,
    batchingWindowSeconds: numberOf(mapping.maximum_batching_window_in_seconds),
    maximumConcurrency: numberOf(blockOf(mapping.scaling_config).maximum_concurrency),
    reportsFailures: listOf(mapping.function_response_types).includes("ReportBatchItemFailures"),
    enabled: mapping.enabled !== false,
    filtered: listOf(mapping.filter_criteria).length > 0,
  };
}

function asynchronousOf(reader: Reader, fn: Resource): AsynchronousInvocation | undefined {
  const [config] = reader.about("aws_lambda_function_event_invoke_config", "function_name", fn);
  const { destination } = blockOf(blockOf(config?.body.destination_config).on_failure);
  if (!config || destination === undefined) return undefined;
  return {
    retries: numberOf(config.body.maximum_retry_attempts) ?? 2,
    onFailure: reader.text(destination),
  };
}

/** Returns whether a service of AWS may invoke a function. */
function mayInvoke(reader: Reader, fn: Resource, principal: string): boolean {
  return reader
    .about("aws_lambda_permission", "function_name", fn)
    .some(({ body }) => body.principal === principal && body.action === "lambda:InvokeFunction");
}

function routes(reader: Reader, fn: Resource): Route[] {
  const integrations = reader
    .ofType("aws_apigatewayv2_integration")
    .filter(({ body }) => reader.referred(body.integration_uri)?.address === fn.address);
  if (!mayInvoke(reader, fn, "apigateway.amazonaws.com")) return [];
  return integrations
    .flatMap((integration) => reader.about("aws_apigatewayv2_route", "target", integration))
    .map(({ body }) => {
      const [method = "", path = ""] = reader.text(body.route_key).split(" ");
      return { method, path, authorizer: reader.text(body.authorization_type ?? "NONE") };
    });
}

/** Dead letters reach a queue only if their sender may send to it. */
function delivery(reader: Reader, body: Body, maySend: (queue: string) => boolean) {
  const retry = blockOf(body.retry_policy);
  const queue = reader.text(blockOf(body.dead_letter_config).arn);
  return {
    retries: numberOf(retry.maximum_retry_attempts) ?? 185,
    retriedForSeconds: numberOf(retry.maximum_event_age_in_seconds) ?? 24 * 60 * 60,
    deadLetters: maySend(queue) ? queue : "",
  };
}

function schedules(reader: Reader, fn: Named): Schedule[] {
  return reader.ofType("aws_scheduler_schedule").flatMap(({ body }) => {
    const target = blockOf(body.target);
    const { statements } = permissionsOf(reader, target.role_arn);
    const arn = reader.text(target.arn);
    const isTarget = reader.referred(target.arn)?.address === fn.address;
    if (!isTarget || !allows(statements, INVOKES, arn)) return [];
    return [
      {
        expression: reader.text(body.schedule_expression),
        input: reader.text(target.input),
        ...delivery(reader, target, (queue) => allows(statements, SENDS, queue)),
      },
    ];
  });
}

function eventRules(reader: Reader, fn: Resource): EventRule[] {
  if (!mayInvoke(reader, fn, "events.amazonaws.com")) return [];
  const targets = reader.about("aws_cloudwatch_event_target", "arn", fn);
  return targets.map(({ body }) => {
    const rule = reader.referred(body.rule);
    const pattern = bodyOf(parsed(rule?.body.event_pattern));
    return {
      sources: reader.texts(pattern.source),
      detailTypes: reader.texts(pattern["detail-type"]),
      ...delivery(reader, body, () => true),
    };
  });
}
