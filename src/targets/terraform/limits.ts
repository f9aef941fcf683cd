import type { TargetLimits } from "../target.ts";

/** The suffix that Terraform gives the name of a bucket. */
const UNIQUE_SUFFIX = "X".repeat(26);

export const limits: TargetLimits = {
  longestName: (stack, kind, name) =>
    `${stack}-${name}${kind === "bucket" ? `-${UNIQUE_SUFFIX}` : ""}`,
  tracesInPolicy: true,
};
