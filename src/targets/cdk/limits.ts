import { RANDOM } from "../sam/limits.ts";
import { logicalId } from "../sam/logical-ids.ts";
import type { TargetLimits } from "../target.ts";
import { resourceCount } from "./resource-count.ts";

/** The suffix of the logical ids that the CDK makes. */
const HASH = "X".repeat(8);

export const limits: TargetLimits = {
  // "AWS CloudFormation quotas".
  resources: { most: 500, count: resourceCount },
  longestName: (stack, kind, name) => `${stack}-Workflow${logicalId(kind, name)}${HASH}-${RANDOM}`,
  tracesInPolicy: true,
};
