import { resourceCount } from "../resource-count.ts";
import { RANDOM } from "../sam/limits.ts";
import { logicalId } from "../sam/logical-ids.ts";
import type { TargetLimits } from "../target.ts";

/** The suffix of the logical ids that the CDK makes. */
const HASH = "X".repeat(8);

/**
 * The resources that the constructs make of each thing: a role and a policy, which a function has always, as tracing takes a
 * permission; the policy of a queue; an integration and a permission of a route.
 */
const RESOURCES_FOR = {
  function: 3,
  version: 1,
  route: 3,
  schedule: 3,
  eventRule: 2,
  queue: 2,
  bucket: 2,
  topic: 3,
  stateMachine: 3,
  api: 2,
};

/** `AWS::CDK::Metadata`, which the app adds where it knows the region. */
const METADATA = 1;

export const limits: TargetLimits = {
  // "AWS CloudFormation quotas".
  resources: {
    most: 500,
    count: (deployment) => resourceCount(deployment, RESOURCES_FOR) + METADATA,
  },
  longestName: (stack, kind, name) => `${stack}-Workflow${logicalId(kind, name)}${HASH}-${RANDOM}`,
  tracesInPolicy: true,
};
