import { TARGET_OF_PART } from "../../../targets/names.ts";
import type { Rule, RulePage } from "../rule.ts";

/** Reports a part of another tool than the one that deploys the project. */
export const rule: Rule = {
  codes: ["PART_OF_ANOTHER_TARGET"],
  check({ workflow: { as, infrastructure }, isUnknown }) {
    if (as === undefined || isUnknown(["as"], ["infrastructure"])) return [];
    if (TARGET_OF_PART[as] === infrastructure) return [];
    const fitting = Object.entries(TARGET_OF_PART).find(([, target]) => target === infrastructure);
    return [
      {
        code: "PART_OF_ANOTHER_TARGET",
        message: `Workflow: a ${as} is deployed with infrastructure: ${TARGET_OF_PART[as]}, not with ${infrastructure}.`,
        suggestion: `Write "infrastructure: ${TARGET_OF_PART[as]}"${fitting ? ` or "as: ${fitting[0]}"` : ""}, or remove as.`,
        at: ["as"],
      },
    ];
  },
};

export const page: RulePage = {
  title: "`as` matches the infrastructure",
  text: "`as: construct` generates a construct for your CDK app, and needs `infrastructure: cdk`. `as: module` generates a module for your Terraform configuration, and needs `infrastructure: terraform`.",
  valid: [
    `
name: shop
infrastructure: cdk
as: construct
steps:
  - name: create-order
`,
  ],
  invalid: [
    {
      codes: ["PART_OF_ANOTHER_TARGET"],
      yaml: `
name: shop
infrastructure: terraform
as: construct
steps:
  - name: create-order
`,
    },
  ],
};
