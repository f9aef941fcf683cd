/** The tools that deploy a workflow, as `workflow.yaml` names them. The first is the default. */
export const INFRASTRUCTURES = ["sam", "cdk", "terraform"] as const;

export type Infrastructure = (typeof INFRASTRUCTURES)[number];

/** The tool that each part is a part of: `construct` of a CDK app, `module` of a Terraform configuration. */
export const TARGET_OF_PART = { construct: "cdk", module: "terraform" } as const satisfies Readonly<
  Record<string, Infrastructure>
>;

/** A project that is a part of an app, and no whole one. */
export type PartOf = keyof typeof TARGET_OF_PART;

export const PARTS = Object.keys(TARGET_OF_PART) as readonly PartOf[];
