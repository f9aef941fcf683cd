import { type Finding, type Path, touches } from "./finding.ts";
import type { Infrastructure, PartOf, Workflow } from "./workflow.ts";

/** The tool that each part is a part of. */
export const TARGET_OF_PART = {
  construct: "cdk",
  module: "terraform",
} as const satisfies Record<PartOf, Infrastructure>;

/** Finds a part of another tool than the one that deploys the project. */
export function partRules({ as, infrastructure }: Workflow, holes: readonly Path[]): Finding[] {
  const isKnown = !touches(holes, ["as"]) && !touches(holes, ["infrastructure"]);
  if (as === undefined || !isKnown || TARGET_OF_PART[as] === infrastructure) return [];
  const fitting = Object.entries(TARGET_OF_PART).find(([, target]) => target === infrastructure);
  return [
    {
      code: "PART_OF_ANOTHER_TARGET",
      message: `Workflow: a ${as} is deployed with infrastructure: ${TARGET_OF_PART[as]}, not with ${infrastructure}.`,
      suggestion: `Write "infrastructure: ${TARGET_OF_PART[as]}"${fitting ? ` or "as: ${fitting[0]}"` : ""}, or take as out.`,
      at: ["as"],
    },
  ];
}
