import type { Queue } from "../deployment/model.ts";
import {
  ACCOUNT,
  bucketName,
  deployedQueueUrl,
  functionArn,
  madeName,
  queueArn,
  REGION,
} from "../plan/deployed-names.ts";
import { logicalId } from "../targets/sam/logical-ids.ts";

/** Returns the texts of a deployment as they are in a stack of this name, each at its longest. */
export function deployedText(
  stack: string,
  queues: readonly Pick<Queue, "name" | "physicalName">[] = [],
): (text: string) => string {
  const queueNames = new Map(
    queues.map(({ name, physicalName }) => [name, physicalName.replace("${stack}", stack)]),
  );
  const known: Readonly<Record<string, string>> = {
    stack,
    region: REGION,
    account: ACCOUNT,
    partition: "aws",
    urlSuffix: "amazonaws.com",
  };
  const made: Readonly<Record<string, (name: string, id: string) => string>> = {
    "queue.url": (name) => deployedQueueUrl(queueNames.get(name) ?? name),
    "queue.arn": (name) => queueArn(queueNames.get(name) ?? name),
    "function.arn": (_, id) => functionArn(stack, id),
    "function.version": (_, id) => `${functionArn(stack, id)}:1000`,
    "table.name": (_, id) => madeName(stack, id),
    "table.arn": (_, id) => arn("dynamodb", `table/${madeName(stack, id)}`),
    "bucket.name": (_, id) => bucketName(stack, id),
    "bucket.arn": (_, id) => `arn:aws:s3:::${bucketName(stack, id)}`,
    "stateMachine.name": () => stack,
    "stateMachine.arn": () => arn("states", `stateMachine:${stack}`),
  };
  return (text) =>
    text.replaceAll(/\$\{([^}]+)\}/g, (whole, path: string) => {
      const [kind = "", name = "", attribute = ""] = path.split(".");
      return known[path] ?? made[`${kind}.${attribute}`]?.(name, logicalId(kind, name)) ?? whole;
    });
}

const arn = (service: string, what: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${what}`;
