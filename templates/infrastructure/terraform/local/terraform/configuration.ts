import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { Value } from "./evaluate.ts";
import { parseTerraform } from "./hcl.ts";
import { evaluateModule, type Given, type Module, type Resource } from "./module.ts";

const INFRA = new URL("../../infra/", import.meta.url);

/** Returns the `.tf` files of `infra/`, by their paths. */
export function terraformFiles(): Record<string, string> {
  const names = readdirSync(INFRA).filter((name) => name.endsWith(".tf"));
  return Object.fromEntries(names.map((name) => [`infra/${name}`, read(name)]));
}

const read = (path: string) => readFileSync(new URL(path, INFRA), "utf8");

/** Evaluates `infra/` with the defaults of its variables where no others are given. */
export async function evaluateInfrastructure(given?: Given): Promise<Module> {
  return evaluateModule(await parseTerraform(terraformFiles()), read, given);
}

export type Body = Readonly<Record<string, Value | undefined>>;

/** A resource with the name that it has in `Deployment`. */
export interface Named extends Resource {
  readonly name: string;
}

/** The kinds of resources, and what Terraform calls that which is asked of them. */
const KINDS: Readonly<Record<string, readonly [kind: string, attributes: Record<string, string>]>> =
  {
    aws_lambda_function: [
      "function",
      { arn: "arn", function_name: "name", id: "name", qualified_arn: "version" },
    ],
    aws_sqs_queue: ["queue", { arn: "arn", name: "name", url: "url", id: "url" }],
    aws_dynamodb_table: ["table", { arn: "arn", name: "name", id: "name" }],
    aws_s3_bucket: ["bucket", { arn: "arn", bucket: "name", id: "name" }],
    aws_sns_topic: ["topic", { arn: "arn", id: "arn" }],
    aws_cloudwatch_log_group: ["logs", { arn: "arn", name: "name", id: "name" }],
    aws_sfn_state_machine: ["stateMachine", { arn: "arn", id: "arn", name: "name" }],
    aws_apigatewayv2_api: ["api", { id: "id" }],
  };

/** The resources of which there is one, whatever the steps of the workflow are. */
const SINGLE = new Set([
  "aws_dynamodb_table.idempotency",
  "aws_dynamodb_table.approvals",
  "aws_s3_bucket.claim_checks",
  "aws_sns_topic.alarms",
  "aws_cloudwatch_log_group.functions",
  "aws_cloudwatch_log_group.executions",
  "aws_cloudwatch_log_group.api",
  "aws_sfn_state_machine.workflow",
  "aws_apigatewayv2_api.api",
]);

const DATA: Readonly<Record<string, string>> = {
  "aws_region.region": `\${region}`,
  "aws_region.name": `\${region}`,
  "aws_region.id": `\${region}`,
  "aws_caller_identity.account_id": `\${account}`,
  "aws_partition.partition": `\${partition}`,
  "aws_partition.dns_suffix": `\${urlSuffix}`,
};

const API_ENDPOINT = `https://\${api.api.id}.execute-api.\${region}.\${urlSuffix}`;

/** In a text of JSON, the quotes around a key are escaped. */
const REFERENCE = /\$\{((?:data\.)?\w+\.[\w-]+(?:\[\\?"[^"\\]*\\?"\]|\[\d+\])?)\.(\w+)\}/g;

/** Reads the configuration in the words of `resources.ts`. */
export type Reader = ReturnType<typeof moduleReader>;

/** Reads the values of an evaluated module. */
export function moduleReader({ blocks, resources }: Module) {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));

  /** Returns the name of a resource of the workflow; none for one of yours. */
  function nameOf({ address, type, label, body }: Resource): string | undefined {
    if (type === "aws_lambda_function") return bundleOf(body)?.replace(/^.*\//, "");
    if (type === "aws_sqs_queue")
      return /^\$\{stack\}-(.+?)(?:\.fifo)?$/.exec(String(body.name))?.[1];
    return SINGLE.has(address) ? label.replaceAll("_", "-") : undefined;
  }

  /** Returns the folder that is deployed as a function, from the root of the project. */
  function bundleOf({ filename }: Body): string | undefined {
    const archive = resources.find(
      ({ type, body }) => type === "archive_file" && body.output_path === filename,
    );
    const { source_dir } = archive?.body ?? {};
    return typeof source_dir === "string" ? posix.join("infra", source_dir) : undefined;
  }

  function reference(all: string, written: string, attribute: string): string {
    const address = written.replaceAll("\\", "");
    const [, type] = /^data\.(\w+)/.exec(address) ?? [];
    if (type !== undefined) return DATA[`${type}.${attribute}`] ?? all;
    const resource = byAddress.get(address);
    const name = resource && nameOf(resource);
    const [kind, attributes] = KINDS[resource?.type ?? ""] ?? [];
    const asked = attributes?.[attribute];
    if (name === "api" && attribute === "api_endpoint") return API_ENDPOINT;
    return name !== undefined && asked ? `\${${kind}.${name}.${asked}}` : all;
  }

  /** Returns a value with the references of `resources.ts`. */
  function text(value: Value | undefined): string {
    if (value === undefined || value === null) return "";
    if (Array.isArray(value)) return value.map(text).join(",");
    const written = typeof value === "object" ? JSON.stringify(value) : String(value);
    return written.replace(REFERENCE, reference);
  }

  const texts = (value: Value | undefined) => listOf(value).map(text);
  const entries = (value: Value | undefined): Record<string, string> =>
    Object.fromEntries(Object.entries(bodyOf(value)).map(([name, one]) => [name, text(one)]));

  /** Returns the resource of which a value is an attribute, or the resource's name. */
  function referred(value: Value | undefined): Resource | undefined {
    const [, address = ""] = new RegExp(REFERENCE.source).exec(String(value)) ?? [];
    return byAddress.get(address.replaceAll("\\", ""));
  }

  function named(value: Value | undefined): string {
    const resource = referred(value);
    return resource ? (nameOf(resource) ?? resource.address) : text(value);
  }

  const ofType = (type: string): Named[] =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({ ...resource, name: nameOf(resource) ?? resource.address }));

  /** Returns the local value in which the owner extends a resource, or the resource itself. */
  function placeOf({ address, file, key }: Resource): string {
    const settings = blocks.find(({ kind, body }) => kind === "locals" && "environment" in body);
    return settings && key !== undefined ? `${key} in ${settings.file}` : `${address} in ${file}`;
  }

  return {
    text,
    texts,
    entries,
    named,
    bundleOf,
    placeOf,
    ofType,
    /** Returns the resources of a type of which an attribute refers to a resource. */
    about: (type: string, attribute: string, { address }: Resource) =>
      ofType(type).filter(({ body }) => referred(body[attribute])?.address === address),
    referred,
    blocks,
  };
}

export const listOf = (value: Value | undefined): readonly Value[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Returns the arguments of a block or the attributes of an object; none of what is none. */
export const bodyOf = (value: Value | undefined): Body =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {};

/** Returns the arguments of the first of the blocks of a name. */
export const blockOf = (value: Value | undefined): Body => bodyOf(listOf(value)[0]);

export const numberOf = (value: Value | undefined): number | undefined =>
  value === undefined || value === null ? undefined : Number(value);

/** Returns what a text of JSON says; nothing of what is none. */
export function parsed(text: Value | undefined): Value {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
