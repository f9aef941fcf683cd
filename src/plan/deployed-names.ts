import type { RoutedWorkflow } from "../workflow/workflow.ts";
import type { Plan } from "./plan.ts";
import { queuesOf } from "./under-way.ts";

/** What the name of a stack may have behind that of the workflow, at its longest. */
const STACK_SUFFIX = "-staging";

/** "CreateFunction", Lambda API Reference: `FunctionName`. CloudFormation shortens its names to fit. */
const MAX_FUNCTION_NAME = 64;

/** "Bucket naming rules", Amazon S3 User Guide. */
const MAX_BUCKET_NAME = 63;

/** "Amazon SQS message quotas", and "Step Functions quotas": names of queues and of state machines. */
const MAX_NAME = 80;

/** What CloudFormation puts behind the names it makes. */
const RANDOM_CHARACTERS = 12;

/** A region with a name as long as the longest. */
export const REGION = "ap-southeast-2";

export const ACCOUNT = "123456789012";

/** Returns the longest name of a stack that is reckoned with. */
export function stackName({ name }: RoutedWorkflow): string {
  return name + STACK_SUFFIX;
}

/** Returns how long the name of a stack may be, so that all that was counted with it fits. */
export function longestStackName(plan: Plan): number {
  const suffix = plan.workflow.queue ? ".fifo" : "";
  const queues = plan.transport === "queue" ? [...queuesOf(plan)] : [];
  const longest = Math.max(0, ...queues.map((queue) => `-${queue}${suffix}`.length));
  return Math.min(stackName(plan.workflow).length, MAX_NAME - longest);
}

/** Returns a name as CloudFormation makes it, of the stack and the resource in it. */
export function madeName(stack: string, logicalId: string, longest = 255): string {
  return `${stack}-${logicalId}-${"X".repeat(RANDOM_CHARACTERS)}`.slice(0, longest);
}

/** Returns the ARN of a function that CloudFormation has named. */
export function functionArn(stack: string, logicalId: string): string {
  const name = madeName(stack, logicalId, MAX_FUNCTION_NAME);
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

/** Returns the name of a bucket that CloudFormation has named. */
export function bucketName(stack: string, logicalId: string): string {
  return madeName(stack, logicalId, MAX_BUCKET_NAME).toLowerCase();
}

/** Returns the URL of a queue. @param name with that of the stack */
export function deployedQueueUrl(name: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
}

/** Returns the ARN of a queue. @param name with that of the stack */
export function queueArn(name: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
}
