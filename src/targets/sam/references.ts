import { logicalId } from "./logical-ids.ts";

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  stack: "AWS::StackName",
  region: "AWS::Region",
  account: "AWS::AccountId",
  partition: "AWS::Partition",
  urlSuffix: "AWS::URLSuffix",
};

/** The attributes that a template gets with `!GetAtt`, by kind and attribute of the model; others are a `!Ref`. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  "queue.arn": "Arn",
  "queue.name": "QueueName",
  "function.arn": "Arn",
  "table.arn": "Arn",
  "bucket.arn": "Arn",
  "stateMachine.name": "Name",
};

/** Returns the short form of an intrinsic function for a text in which something stands for what is deployed. */
export function intrinsic(text: string): string {
  const [, path] = /^\$\{([^}]+)\}$/.exec(text) ?? [];
  if (path !== undefined) {
    const { id, attribute } = resourceOf(path);
    return attribute === undefined ? `!Ref ${id}` : `!GetAtt ${id}.${attribute}`;
  }
  return text.includes("${") ? `!Sub ${substituted(text)}` : text;
}

/** Returns a text as `!Sub` takes it. */
export function substituted(text: string): string {
  return text.replaceAll(/\$\{([^}]+)\}/g, (_, path: string) => {
    const { id, attribute } = resourceOf(path);
    return `\${${[id, attribute].filter(Boolean).join(".")}}`;
  });
}

function resourceOf(path: string): { readonly id: string; readonly attribute?: string } {
  const parameter = PSEUDO_PARAMETERS[path];
  if (parameter !== undefined) return { id: parameter };
  const [kind = "", name = "", attribute = ""] = path.split(".");
  const id = logicalId(kind, name);
  // SAM knows the version that it publishes by this name.
  if (attribute === "version") return { id: `${id}.Version` };
  const got = ATTRIBUTES[`${kind}.${attribute}`];
  return got === undefined ? { id } : { id, attribute: got };
}
