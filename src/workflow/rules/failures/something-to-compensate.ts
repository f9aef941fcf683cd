import { headOf } from "../../findings/finding.ts";
import type { Rule, RulePage } from "../rule.ts";
import { mayHideCompensation, ownersOf, placedRoutes, undoneBy } from "./failure-owners.ts";

export const rule: Rule = {
  codes: ["NOTHING_TO_COMPENSATE"],
  check({ workflow, holes }) {
    const owners = ownersOf(workflow);
    return owners.flatMap((owner, index) => {
      const unclear = holes.some((hole) => mayHideCompensation(hole, Number(owner.at[1])));
      const undone = undoneBy(owners, owner, index);
      if (unclear || undone.some(({ task }) => task.compensation)) return [];
      return placedRoutes(owner)
        .filter(({ onFailure }) => onFailure === "compensate")
        .map((route) => ({
          code: "NOTHING_TO_COMPENSATE",
          message: `${headOf(workflow, route.at)}: onFailure is compensate, but neither this step nor an earlier one has a compensation.`,
          suggestion:
            'Add "compensation: <name of the step that undoes this one>", or use onFailure: fail.',
          at: route.at,
        }));
    });
  },
};

export const page: RulePage = {
  title: "`onFailure: compensate` has a compensation to run",
  text: "The failing step, or an earlier one, has a compensation.",
  valid: [
    `
name: shop
steps:
  - name: create-order
    compensation: cancel-order
  - name: charge-card
    onFailure: compensate
`,
  ],
  invalid: [
    {
      codes: ["NOTHING_TO_COMPENSATE"],
      yaml: `
name: shop
steps:
  - name: create-order
  - name: charge-card
    onFailure: compensate
`,
    },
  ],
};
