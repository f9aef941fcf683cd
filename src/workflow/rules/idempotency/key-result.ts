import { closest } from "../../../cli/arguments/closest.ts";
import { isTask } from "../../../forms/traits.ts";
import { routesOf } from "../../../semantics/failure-routes.ts";
import { type Finding, headOf, isWithin, type Path, quote } from "../../findings/finding.ts";
import { camelCase } from "../../letter-case.ts";
import { statePathParts } from "../../paths.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { TaskStep, Workflow } from "../../workflow.ts";
import type { KeyedPlace, Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["UNKNOWN_RESULT", "UNCERTAIN_RESULT", "CLAIM_CHECKED_KEY"],
  check: ({ workflow, keyed, holes }) =>
    keyed.flatMap((place) => resultFindings(workflow, place, holes)),
};

/** A key in a result: of a step that has always succeeded by then, and not behind a claim check. */
function resultFindings(
  workflow: Workflow,
  { at, idempotency: { key } }: KeyedPlace,
  holes: readonly Path[],
): Finding[] {
  const [root, read] = statePathParts(key);
  if (root !== "results") return [];
  const keyAt = [...at, "idempotency", "key"];
  const label = headOf(workflow, [...at, "name"]);
  const steps = placedSteps(workflow);
  const own = steps.findLastIndex((placed) => isWithin(at, placed.at));
  const earlier = steps
    .slice(0, own)
    .flatMap((placed) => (isTask(placed.step) ? [{ step: placed.step, at: placed.at }] : []));
  const sure = earlier.filter((one) => precedes(one.at, at) && alwaysSucceeds(one.step));
  const owner = earlier.find(({ step }) => camelCase(step.name) === read);
  if (!owner) {
    if (holes.some((hole) => hole.length <= 2 || hole.at(-1) === "name")) return [];
    const meant = closest(
      String(read),
      sure.map(({ step }) => camelCase(step.name)),
    );
    return [
      {
        code: "UNKNOWN_RESULT",
        message: `${label}: the key reads ${quote(`results.${read}`)}, but no earlier step has that result.`,
        suggestion:
          meant === undefined
            ? "Name an earlier step, or read the key from input."
            : `Did you mean ${quote(`results.${meant}`)}?`,
        at: keyAt,
      },
    ];
  }
  if (!sure.includes(owner)) {
    return [
      {
        code: "UNCERTAIN_RESULT",
        message: `${label}: the key reads the result of step ${quote(owner.step.name)}, which may be missing: that step may be skipped, replaced or in another branch.`,
        suggestion: "Read the key from input, or from a step whose failure stops the workflow.",
        at: keyAt,
      },
    ];
  }
  if (!owner.step.claimCheck) return [];
  return [
    {
      code: "CLAIM_CHECKED_KEY",
      message: `${label}: the key reads the result of step ${quote(owner.step.name)}, which is stored in S3 (claimCheck) and cannot be read here.`,
      suggestion: "Read the key from input, or from a step without claimCheck.",
      at: keyAt,
    },
  ];
}

/**
 * Returns whether one step comes before the other in a sequence, or before what the other is inside of.
 */
function precedes(one: Path, other: Path): boolean {
  const last = one.length - 1;
  return isWithin(other, one.slice(0, last)) && Number(other[last]) > Number(one[last]);
}

/** The workflow never goes on without the result of such a step. */
function alwaysSucceeds(step: TaskStep): boolean {
  const routes = routesOf(step);
  return !routes.includes("continue") && !routes.includes("fallback");
}

export const page: RulePage = {
  title: "The value of an idempotency key always exists",
  text: "A key may be read from the result of an earlier step. That result must exist whenever the step runs: the earlier step cannot be skipped or replaced, cannot be in another branch, and cannot store its result in S3 (`claimCheck`).",
  valid: [
    `
name: shop
steps:
  - name: create-order
  - name: charge-card
    idempotency: { key: results.createOrder.orderId, window: 1d }
`,
  ],
  invalid: [
    {
      codes: ["UNKNOWN_RESULT"],
      yaml: `
name: shop
steps:
  - name: create-order
  - name: charge-card
    idempotency: { key: results.makeOrder.orderId, window: 1d }
`,
    },
    {
      codes: ["UNCERTAIN_RESULT"],
      yaml: `
name: shop
steps:
  - name: create-order
    onFailure: continue
  - name: charge-card
    idempotency: { key: results.createOrder.orderId, window: 1d }
`,
    },
    {
      codes: ["CLAIM_CHECKED_KEY"],
      yaml: `
name: shop
steps:
  - name: create-order
    claimCheck: true
  - name: charge-card
    idempotency: { key: results.createOrder.orderId, window: 1d }
`,
    },
  ],
};
