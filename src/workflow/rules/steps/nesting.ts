import { headOf } from "../../findings/finding.ts";
import { LIMITS } from "../../limits.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["TOO_DEEP"],
  check: ({ workflow }) =>
    placedSteps(workflow)
      .filter(({ within }) => within.length === LIMITS.nesting)
      .map(({ at }) => ({
        code: "TOO_DEEP",
        message: `${headOf(workflow, at)}: it is nested in ${LIMITS.nesting} other steps, at most ${LIMITS.nesting - 1} are allowed.`,
        suggestion: "Split the workflow, or do the work of the inner steps in one function.",
        at,
      })),
};

export const page: RulePage = {
  title: "Steps are nested at most seven levels deep",
  text: "Deeply nested steps are hard to read. Beyond seven levels, split the workflow, or do the inner work in one function.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: each-line
    map:
      items: input.lines
      steps:
        - name: ship-line
`,
  ],
  invalid: [
    {
      codes: ["TOO_DEEP"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: level-1
    map:
      items: input.list1
      steps:
        - name: level-2
          map:
            items: input.list2
            steps:
              - name: level-3
                map:
                  items: input.list3
                  steps:
                    - name: level-4
                      map:
                        items: input.list4
                        steps:
                          - name: level-5
                            map:
                              items: input.list5
                              steps:
                                - name: level-6
                                  map:
                                    items: input.list6
                                    steps:
                                      - name: level-7
                                        map:
                                          items: input.list7
                                          steps:
                                            - name: level-8
                                              map:
                                                items: input.list8
                                                steps:
                                                  - name: too-deep
`,
    },
  ],
};
