import { pauseOf } from "../../../forms/traits.ts";
import { headOf } from "../../findings/finding.ts";
import { LIMITS } from "../../limits.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["OUT_OF_RANGE"],
  check({ workflow }) {
    return placedSteps(workflow).flatMap(({ step, at }) => {
      const seconds = pauseOf(step);
      if (seconds === undefined) return [];
      if (seconds >= LIMITS.minWaitSeconds && seconds <= LIMITS.maxWaitSeconds) return [];
      return [
        {
          code: "OUT_OF_RANGE",
          message: `${headOf(workflow, at)}: a wait lasts 1s to 365d, the longest that an execution of Step Functions may last.`,
          suggestion: seconds < 1 ? "Write 1s or more, or remove it." : "Write 365d or less.",
          at: [...at, "wait"],
        },
      ];
    });
  },
};

export const page: RulePage = {
  title: "A wait lasts from 1 second to 365 days",
  text: 'An execution of Step Functions lasts at most a year ("Step Functions quotas").',
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: create-order
  - name: cool-off
    wait: 7d
`,
  ],
  invalid: [
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: create-order
  - name: cool-off
    wait: 366d
`,
    },
  ],
};
