import { isApproval } from "../../../forms/traits.ts";
import { headOf } from "../../findings/finding.ts";
import { LIMITS } from "../../limits.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["OUT_OF_RANGE"],
  check({ workflow }) {
    return placedSteps(workflow).flatMap(({ step, at }) => {
      if (!isApproval(step)) return [];
      const { answerSeconds } = step;
      if (answerSeconds >= LIMITS.minAnswerSeconds && answerSeconds <= LIMITS.maxWaitSeconds) {
        return [];
      }
      return [
        {
          code: "OUT_OF_RANGE",
          message: `${headOf(workflow, at)}: the timeout of an approval is 1m to 365d, the longest that an execution of Step Functions may last.`,
          suggestion:
            answerSeconds < LIMITS.minAnswerSeconds ? "Write 1m or more." : "Write 365d or less.",
          at: [...at, "approval", "timeout"],
        },
      ];
    });
  },
};

export const page: RulePage = {
  title: "An approval waits from 1 minute to 365 days",
  text: 'A person cannot answer within seconds, and an execution of Step Functions lasts at most a year ("Step Functions quotas").',
  valid: [
    `
name: shop
steps:
  - name: ask-manager
    approval: { timeout: 3d }
`,
  ],
  invalid: [
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
steps:
  - name: ask-manager
    approval: { timeout: 30s }
`,
    },
  ],
};
