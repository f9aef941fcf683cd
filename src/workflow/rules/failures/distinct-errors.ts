import { headOf, quote } from "../../findings/finding.ts";
import type { CatchRule } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";
import { ownersOf } from "./failure-owners.ts";

export const rule: Rule = {
  codes: ["DUPLICATE_ERROR"],
  check({ workflow }) {
    return ownersOf(workflow).flatMap(({ task, at }) => {
      const seen = new Set<string>();
      return task.catch.flatMap((rule: CatchRule, ruleIndex: number) =>
        rule.errors.flatMap((name, index) => {
          const errorAt = [...at, "catch", ruleIndex, "errors", index];
          if (name === "") return [];
          if (!seen.has(name)) {
            seen.add(name);
            return [];
          }
          return [
            {
              code: "DUPLICATE_ERROR",
              message: `${headOf(workflow, errorAt)}: catch names ${quote(name)} twice; only the first rule applies.`,
              suggestion: "Remove one of them.",
              at: errorAt,
            },
          ];
        }),
      );
    });
  },
};

export const page: RulePage = {
  title: "`catch` names each error once",
  text: "Only the first rule that names an error applies.",
  valid: [
    `
name: shop
steps:
  - name: charge-card
    catch:
      - { errors: [CardDeclined], onFailure: continue }
`,
  ],
  invalid: [
    {
      codes: ["DUPLICATE_ERROR"],
      yaml: `
name: shop
steps:
  - name: charge-card
    catch:
      - { errors: [CardDeclined], onFailure: continue }
      - { errors: [CardDeclined], onFailure: fail }
`,
    },
  ],
};
