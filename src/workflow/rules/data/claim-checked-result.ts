import { headOf, quote } from "../../findings/finding.ts";
import { camelCase } from "../../letter-case.ts";
import { statePathParts } from "../../paths.ts";
import { locationsOf } from "../../steps/locations.ts";
import { readingsIn } from "../../steps/readings.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["CLAIM_CHECKED_RESULT"],
  check({ workflow }) {
    const claimed = locationsOf(workflow).flatMap(({ task }) =>
      task.claimCheck ? [task.name] : [],
    );
    return readingsIn(workflow).flatMap(({ path, at }) => {
      const [root, key] = statePathParts(path);
      const name = claimed.find((one) => root === "results" && camelCase(one) === key);
      if (name === undefined) return [];
      return [
        {
          code: "CLAIM_CHECKED_RESULT",
          message: `${headOf(workflow, at)}: ${quote(path)} is in the result of ${quote(name)}, which is stored in S3 (claimCheck) and cannot be read here.`,
          suggestion: `Let a step after ${quote(name)} return the value, or remove claimCheck.`,
          at,
        },
      ];
    });
  },
};

export const page: RulePage = {
  title: "Only functions can read a result in S3",
  text: "With `claimCheck: true` the workflow state contains only a reference to the result. Conditions and the list of a map are read from the state, without a function that could load the result.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: make-report
    claimCheck: true
  - name: count-pages
  - name: is-long
    choice:
      - when: { path: results.countPages.pages, greaterThan: 9 }
        steps: [{ name: bind-report }]
`,
  ],
  invalid: [
    {
      codes: ["CLAIM_CHECKED_RESULT"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: make-report
    claimCheck: true
  - name: is-long
    choice:
      - when: { path: results.makeReport.pages, greaterThan: 9 }
        steps: [{ name: bind-report }]
`,
    },
  ],
};
