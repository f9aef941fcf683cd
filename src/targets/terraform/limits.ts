import type { TargetLimits } from "../target.ts";

/** What Terraform puts behind the prefix of a bucket's name. */
const UNIQUE_SUFFIX = "X".repeat(26);

export const limits: TargetLimits = {
  longestName: (stack, kind, name) =>
    `${stack}-${name}${kind === "bucket" ? `-${UNIQUE_SUFFIX}` : ""}`,
  tracesInPolicy: true,
};
