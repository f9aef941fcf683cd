import type { Queue } from "../deployment/model.ts";
import { stackName } from "../plan/stack-name.ts";
import { descriptions } from "../targets/descriptions.ts";
import type { WorkflowWithTransport } from "../workflow/workflow.ts";

/** "CreateFunction", Lambda API Reference: `FunctionName`. */
const MAX_FUNCTION_NAME = 64;

/** "Bucket naming rules", Amazon S3 User Guide. */
const MAX_BUCKET_NAME = 63;

/** A region with a name as long as the longest. */
const REGION = "ap-southeast-2";

const ACCOUNT = "123456789012";

/** Returns what makes texts of a deployment those that are deployed, with names as long as they may be. */
export function deployedText(
  workflow: WorkflowWithTransport,
  queues: readonly Pick<Queue, "name" | "physicalName">[] = [],
): (text: string) => string {
  const stack = stackName(workflow);
  const { longestName } = descriptions[workflow.infrastructure].limits;
  const queueNames = new Map(
    queues.map(({ name, physicalName }) => [name, physicalName.replace("${stack}", stack)]),
  );
  const functionArn = (name: string) =>
    arn("lambda", `function:${longestName(stack, "function", name).slice(0, MAX_FUNCTION_NAME)}`);
  const bucket = (name: string) =>
    longestName(stack, "bucket", name).slice(0, MAX_BUCKET_NAME).toLowerCase();
  const names: Readonly<Record<string, string>> = {
    stack,
    region: REGION,
    account: ACCOUNT,
    partition: "aws",
  };
  const made: Readonly<Record<string, (name: string) => string>> = {
    "queue.url": (name) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${queueNames.get(name)}`,
    "queue.arn": (name) => arn("sqs", `${queueNames.get(name)}`),
    "function.arn": functionArn,
    "function.version": (name) => `${functionArn(name)}:1000`,
    "table.name": (name) => longestName(stack, "table", name),
    "table.arn": (name) => arn("dynamodb", `table/${longestName(stack, "table", name)}`),
    "bucket.name": bucket,
    "bucket.arn": (name) => `arn:aws:s3:::${bucket(name)}`,
    "stateMachine.name": () => stack,
    "stateMachine.arn": () => arn("states", `stateMachine:${stack}`),
  };
  return (text) =>
    text.replaceAll(/\$\{([^}]+)\}/g, (whole, path: string) => {
      const [kind, name = "", attribute] = path.split(".");
      return names[path] ?? made[`${kind}.${attribute}`]?.(name) ?? whole;
    });
}

const arn = (service: string, what: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${what}`;
