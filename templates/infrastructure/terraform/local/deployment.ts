import { readFileSync } from "node:fs";
import type { Api, Deployment, StateMachine } from "./resources.ts";
import {
  blockOf,
  evaluateInfrastructure,
  moduleReader,
  numberOf,
  type Reader,
} from "./terraform/configuration.ts";
import { lambdaFunctions } from "./terraform/lambda.ts";
import { alarms, dashboards, metricFilters } from "./terraform/monitoring.ts";
import { allows, permissionsOf } from "./terraform/permissions.ts";
import { buckets, logGroups, queues, tables, topics } from "./terraform/storage.ts";

let deployment: Promise<Deployment> | undefined;

/** Returns what `infra/` deploys. */
export function readDeployment(): Promise<Deployment> {
  deployment ??= read();
  return deployment;
}

async function read(): Promise<Deployment> {
  const module = await evaluateInfrastructure({ locals: { stack: `\${stack}` } });
  const reader = moduleReader(module);
  return {
    functions: lambdaFunctions(reader),
    queues: queues(reader),
    tables: tables(reader),
    buckets: buckets(reader),
    topics: topics(reader),
    logGroups: logGroups(reader),
    stateMachines: stateMachines(reader),
    apis: apis(reader),
    metricFilters: metricFilters(reader),
    alarms: alarms(reader),
    dashboards: dashboards(reader),
    outputs: Object.fromEntries(
      Object.entries(module.outputs).map(([name, value]) => [pascalCase(name), reader.text(value)]),
    ),
  };
}

const pascalCase = (name: string) =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const TRACES = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

function stateMachines(reader: Reader): StateMachine[] {
  const { text, named, ofType } = reader;
  return ofType("aws_sfn_state_machine").map(({ name, body }) => {
    const all = permissionsOf(reader, body.role_arn).statements;
    const logs = all.filter(({ actions }) => actions.every((action) => action.startsWith("logs:")));
    const logging = blockOf(body.logging_configuration);
    const own = all.filter(
      ({ actions }) => !actions.every((action) => /^(?:logs|xray):/.test(action)),
    );
    return {
      name,
      physicalName: text(body.name),
      type: text(body.type ?? "STANDARD"),
      substitutions: substitutions(text(body.definition)),
      traced: blockOf(body.tracing_configuration).enabled === true && allows(all, TRACES, "*"),
      logging:
        logging.log_destination !== undefined &&
        logs.some(({ actions }) => actions.includes("logs:CreateLogDelivery"))
          ? {
              level: text(logging.level),
              includesData: logging.include_execution_data === true,
              group: named(logging.log_destination),
            }
          : undefined,
      statements: own,
    };
  });
}

/** Returns what a definition has in place of the names in `workflow.asl.json`. */
function substitutions(definition: string): Record<string, string> {
  const source = readFileSync(new URL("../workflow.asl.json", import.meta.url), "utf8");
  const names = [...source.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  const literals = source
    .split(/\$\{\w+\}/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const [, ...values] = new RegExp(`^${literals.join("(.+?)")}$`).exec(definition) ?? [];
  return Object.fromEntries(
    names.flatMap((name, index) => (values[index] ? [[name, values[index]]] : [])),
  );
}

function apis(reader: Reader): Api[] {
  const { text, named, ofType } = reader;
  return ofType("aws_apigatewayv2_api").map((api) => {
    const [stage] = reader.about("aws_apigatewayv2_stage", "api_id", api);
    const settings = blockOf(stage?.body.default_route_settings);
    const log = blockOf(stage?.body.access_log_settings);
    return {
      name: api.name,
      throttling:
        settings.throttling_rate_limit === undefined
          ? undefined
          : {
              rate: numberOf(settings.throttling_rate_limit) ?? 0,
              burst: numberOf(settings.throttling_burst_limit) ?? 0,
            },
      accessLog:
        log.destination_arn === undefined
          ? undefined
          : { group: named(log.destination_arn), format: text(log.format) },
    };
  });
}
