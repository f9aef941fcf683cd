import { hasOtherwise } from "../../../forms/choice.ts";
import { decides, pauseOf, sequencesIn } from "../../../forms/traits.ts";
import { type Finding, headOf, type Path } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import type { Step, Workflow } from "../../../workflow/workflow.ts";
import { QUEUE_LIMITS } from "../limits.ts";

export const rule: Rule = { codes: ["QUEUE_CHOICES"], check: ({ workflow }) => waysOn(workflow) };

/** Choices in a row are decided at once, so that each more multiplies the ways on. */
function waysOn(workflow: Workflow): Finding[] {
  const findings: Finding[] = [];
  const walk = (steps: readonly Step[], at: Path, behind: number): number => {
    let ways = behind;
    for (const [index, step] of [...steps.entries()].toReversed()) {
      const here = [...at, index];
      if (decides(step)) {
        const inner = sequencesIn(step).map((branch) =>
          walk(branch.steps, [...here, ...branch.at], ways),
        );
        const sum = inner.reduce((one, other) => one + other, hasOtherwise(step) ? 0 : ways);
        if (sum > QUEUE_LIMITS.maxWays && ways <= QUEUE_LIMITS.maxWays) {
          findings.push({
            code: "QUEUE_CHOICES",
            message: `${headOf(workflow, here)}: from here over ${QUEUE_LIMITS.maxWays} paths lead to the next function.`,
            suggestion: "Put a function between the choices, or use transport: state-machine.",
            at: here,
          });
        }
        ways = Math.min(sum, QUEUE_LIMITS.maxWays + 1);
      } else if (pauseOf(step) === undefined) {
        ways = 1;
      }
    }
    return ways;
  };
  walk(workflow.steps, ["steps"], 1);
  return findings;
}

export const page: RulePage = {
  title: "At most 100 paths lead from one function to the next",
  text: "The function before consecutive choices decides all of them at once, so each additional choice multiplies the number of paths.",
  valid: [
    `
name: shop
transport: queue
steps:
  - name: create-order
  - name: is-large
    choice:
      - when: { path: input.total, greaterThan: 1000 }
        steps: [{ name: check-credit }]
  - name: charge-card
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_CHOICES"],
      yaml: `
name: shop
transport: queue
steps:
  - name: create-order
  - name: choice-1
    choice:
      - when: { path: input.a1, isPresent: true }
        steps: [{ name: pause-1, wait: 1s }]
  - name: choice-2
    choice:
      - when: { path: input.a2, isPresent: true }
        steps: [{ name: pause-2, wait: 1s }]
  - name: choice-3
    choice:
      - when: { path: input.a3, isPresent: true }
        steps: [{ name: pause-3, wait: 1s }]
  - name: choice-4
    choice:
      - when: { path: input.a4, isPresent: true }
        steps: [{ name: pause-4, wait: 1s }]
  - name: choice-5
    choice:
      - when: { path: input.a5, isPresent: true }
        steps: [{ name: pause-5, wait: 1s }]
  - name: choice-6
    choice:
      - when: { path: input.a6, isPresent: true }
        steps: [{ name: pause-6, wait: 1s }]
  - name: choice-7
    choice:
      - when: { path: input.a7, isPresent: true }
        steps: [{ name: pause-7, wait: 1s }]
  - name: charge-card
`,
    },
  ],
};
