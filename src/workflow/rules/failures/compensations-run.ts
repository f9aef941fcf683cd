import { routesOf } from "../../../semantics/failure-routes.ts";
import { headOf } from "../../findings/finding.ts";
import type { Rule, RulePage } from "../rule.ts";
import { mayHideRoute, ownersOf, undoneBy } from "./failure-owners.ts";

export const rule: Rule = {
  codes: ["COMPENSATION_NEVER_RUN"],
  check({ workflow, holes }) {
    const owners = ownersOf(workflow);
    const undone = new Set(
      owners.flatMap((owner, index) =>
        routesOf(owner.task).includes("compensate") ? undoneBy(owners, owner, index) : [],
      ),
    );
    return owners.flatMap((owner) => {
      const { task, at } = owner;
      if (undone.has(owner)) return [];
      if (!task.compensation || holes.some((hole) => mayHideRoute(hole, Number(at[1])))) return [];
      return [
        {
          code: "COMPENSATION_NEVER_RUN",
          message: `${headOf(workflow, [...at, "compensation", "name"])} never runs, because neither that step nor a later one has onFailure: compensate.`,
          suggestion:
            "Add onFailure: compensate to the step whose failure should trigger it, or remove the compensation.",
          at: [...at, "compensation"],
          onKey: true,
        },
      ];
    });
  },
};

export const page: RulePage = {
  title: "A compensation can run",
  text: "A compensation runs when its own step, or a later one, fails with `onFailure: compensate`.",
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
      codes: ["COMPENSATION_NEVER_RUN"],
      yaml: `
name: shop
steps:
  - name: create-order
    compensation: cancel-order
  - name: charge-card
`,
    },
  ],
};
