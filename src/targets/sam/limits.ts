import type { Deployment } from "../../deployment/model.ts";
import { resourceCount } from "../resource-count.ts";
import type { TargetLimits } from "../target.ts";
import { logicalId } from "./logical-ids.ts";

/** The suffix of the names that CloudFormation makes. */
export const RANDOM = "X".repeat(12);

export const limits: TargetLimits = {
  // "AWS CloudFormation quotas".
  resources: { most: 500, count: resources },
  longestName: (stack, kind, name) => `${stack}-${logicalId(kind, name)}-${RANDOM}`,
  tracesInPolicy: false,
};

/**
 * The resources that SAM makes of each thing: a role, a version and its alias, a permission, a stage ("Generated CloudFormation
 * resources", AWS SAM Developer Guide). A route is no resource of its own, only what lets it invoke the function.
 */
const RESOURCES_FOR = {
  function: 2,
  version: 2,
  route: 1,
  schedule: 2,
  eventRule: 2,
  queue: 1,
  bucket: 2,
  topic: 3,
  stateMachine: 2,
  api: 2,
};

/** Queues with the same policy share it. */
function resources(deployment: Deployment): number {
  const policies = new Set(deployment.queues.map(({ policy }) => JSON.stringify(policy)));
  return resourceCount(deployment, RESOURCES_FOR) + policies.size;
}
