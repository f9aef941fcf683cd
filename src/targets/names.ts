/** The tools that deploy a workflow, as `workflow.yaml` names them. The first is the default. */
export const INFRASTRUCTURES = ["sam", "cdk", "terraform"] as const;

export type Infrastructure = (typeof INFRASTRUCTURES)[number];

/** The tool that each part is a part of. */
export const TARGET_OF_PART = { construct: "cdk", module: "terraform" } as const;
